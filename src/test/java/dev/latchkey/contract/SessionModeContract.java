package dev.latchkey.contract;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;

import dev.latchkey.harness.Client;
import dev.latchkey.harness.Latchkey;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What only the session mode has, and what it lacks.
 */
abstract class SessionModeContract extends Contract {

	@Test
	void namesTheSessionByThirtyTwoRandomBytes() {
		Client client = client();
		client.loginForCookies(someone()).expect(200);
		assertThat(client.credential()).matches("[A-Za-z0-9_-]{43}");
	}

	@Test
	void keepsTheSessionInRedisUnderAHashOfItsName() {
		Client client = client();
		client.loginForCookies(someone()).expect(200);
		String handle = OwnSessionsContract.handleOf(client);
		assertThat(this.latchkey.redisKeys())
			.contains("latchkey:session-of:" + handle, "latchkey:sessions:" + sha256(client.credential()))
			.noneMatch((key) -> key.contains(client.credential()));
	}

	private static String sha256(String text) {
		try {
			byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
			return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Test
	void hasNoBearers() {
		client().login(Map.of("username", "admin", "password", Latchkey.PASSWORD, "transport", "bearer"))
			.expectProblem(400);
		Client client = this.latchkey.login(someone());
		client().withBearer(client.credential()).get("/api/me").expectProblem(401, "invalid-token");
	}

	@Test
	void hasNothingToRefresh() {
		client().post("/api/refresh").expectProblem(404);
		client().post("/api/refresh", Map.of("refresh_token", "x")).expectProblem(404);
		this.latchkey.login(someone()).post("/api/refresh").expectProblem(404);
	}

}
