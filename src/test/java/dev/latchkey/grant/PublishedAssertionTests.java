package dev.latchkey.grant;

import java.text.ParseException;
import java.util.List;
import java.util.Map;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.latchkey.application.Application;
import dev.latchkey.harness.Client;
import dev.latchkey.harness.Latchkey;
import dev.latchkey.harness.Person;
import dev.latchkey.harness.RunsIn;
import dev.latchkey.session.Session;
import dev.latchkey.session.SessionEndedException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Identity assertions of a running service: a client with the published keys can verify
 * them, and they open nothing.
 */
class PublishedAssertionTests {

	private static final Application WIKI = TestGrants.application("wiki");

	abstract static class Assertions {

		private Latchkey latchkey;

		@BeforeEach
		void use(Latchkey started) {
			this.latchkey = started;
		}

		@Test
		void tellOneApplicationWhoIsSignedIn() throws Exception {
			Person alice = this.latchkey.newPerson("USER");
			Client client = this.latchkey.login(alice);
			Session session = TestGrants.session(this.latchkey, client);
			String text = assertion(session);
			assertThat(isVerifiedByAPublishedKey(text)).isTrue();
			SignedJWT token = SignedJWT.parse(text);
			assertThat(token.getHeader().toJSONObject())
				.isEqualTo(Map.of("typ", "auth+jwt", "alg", "ES256", "kid", token.getHeader().getKeyID()));
			JWTClaimsSet claims = token.getJWTClaimsSet();
			assertThat(claims.getClaims()).containsOnlyKeys("iss", "aud", "sub", "sid", "jti", "iat", "exp",
					"auth_time", "amr", "preferred_username", "roles", "permissions");
			assertThat(claims.getIssuer()).isEqualTo("latchkey");
			assertThat(claims.getAudience()).containsExactly("wiki");
			assertThat(claims.getSubject()).isEqualTo(session.accountId());
			assertThat(claims.getClaim("sid")).isEqualTo(session.handle());
			assertThat(claims.getClaim("auth_time")).isEqualTo(session.authTime().getEpochSecond());
			assertThat(claims.getClaim("amr")).isEqualTo(List.of("pwd"));
			assertThat(claims.getClaim("preferred_username")).isEqualTo(alice.username());
			assertThat(claims.getClaim("roles")).isEqualTo(List.of("USER"));
			assertThat(claims.getClaim("permissions")).isEqualTo(List.of());
			assertThat(claims.getExpirationTime().getTime() - claims.getIssueTime().getTime()).isEqualTo(60_000);
		}

		@Test
		void openNothing() {
			String text = assertion(TestGrants.session(this.latchkey, this.latchkey.login(Latchkey.ADMIN)));
			for (String path : List.of("/api/me", "/api/admin/users")) {
				this.latchkey.client().withBearer(text).get(path).expectProblem(401, "invalid-token");
				this.latchkey.client().withCookie(Client.COOKIE, text).get(path).expectProblem(401, "invalid-token");
			}
		}

		@Test
		void areNeverOfASessionThatHasEnded() {
			Client client = this.latchkey.login(this.latchkey.newPerson("USER"));
			Session session = TestGrants.session(this.latchkey, client);
			assertion(session);
			client.post("/api/logout").expect(204);
			assertThatExceptionOfType(SessionEndedException.class).isThrownBy(() -> assertion(session));
		}

		@Test
		void areSignedByTheKeyThatTookOver() throws Exception {
			String before = assertion(TestGrants.session(this.latchkey, this.latchkey.login(Latchkey.ADMIN)));
			this.latchkey.admin().post("/api/admin/keys/rotate").expect(200);
			assertThat(isVerifiedByAPublishedKey(before)).isTrue();
			String after = assertion(TestGrants.session(this.latchkey, this.latchkey.login(Latchkey.ADMIN)));
			assertThat(isVerifiedByAPublishedKey(after)).isTrue();
			assertThat(SignedJWT.parse(after).getHeader().getKeyID()).isEqualTo(signingKey());
		}

		@Test
		void areNeverOfARevokedKey() throws Exception {
			Session session = TestGrants.session(this.latchkey, this.latchkey.login(Latchkey.ADMIN));
			String before = assertion(session);
			this.latchkey.admin()
				.delete("/api/admin/keys/" + SignedJWT.parse(before).getHeader().getKeyID())
				.expect(200, 202);
			assertThat(isVerifiedByAPublishedKey(before)).isFalse();
			String after = assertion(session);
			assertThat(isVerifiedByAPublishedKey(after)).isTrue();
		}

		private String signingKey() {
			JsonNode keys = this.latchkey.admin().get("/api/admin/keys").expect(200).json().get("keys");
			return keys.valueStream()
				.filter((key) -> key.get("use").asString().equals("applications"))
				.filter((key) -> key.get("state").asString().equals("signing"))
				.map((key) -> key.get("kid").asString())
				.findFirst()
				.orElseThrow();
		}

		private String assertion(Session session) {
			return this.latchkey.bean(IdentityAssertions.class).assertionFor(session, WIKI);
		}

		private boolean isVerifiedByAPublishedKey(String text) throws ParseException, JOSEException {
			SignedJWT token = SignedJWT.parse(text);
			JWK key = JWKSet.parse(this.latchkey.client().get("/.well-known/jwks.json").expect(200).body())
				.getKeyByKeyId(token.getHeader().getKeyID());
			return key != null && token.verify(new ECDSAVerifier(key.toECKey()));
		}

	}

	@Nested
	@RunsIn(Latchkey.Mode.SESSION)
	class InSessionMode extends Assertions {

	}

	@Nested
	@RunsIn(value = Latchkey.Mode.JWT, with = "latchkey.jwt.algorithm=HS256")
	class InJwtModeWithASecret extends Assertions {

	}

}
