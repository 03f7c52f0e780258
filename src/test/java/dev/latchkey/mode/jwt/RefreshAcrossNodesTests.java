package dev.latchkey.mode.jwt;

import java.util.Map;

import dev.latchkey.harness.Client;
import dev.latchkey.harness.Latchkey;
import dev.latchkey.harness.LatchkeySetup;
import dev.latchkey.harness.Server;
import dev.latchkey.harness.TestServers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@ExtendWith(OutputCaptureExtension.class)
class RefreshAcrossNodesTests {

	private static final String OTHER_KEY = "YW5vdGhlci1rZXktYW5vdGhlci1rZXktYW5vdGhlciE=";

	@Test
	void takeEachOthersTokens() {
		try (Server redis = TestServers.redis()) {
			TestServers.Database database = TestServers.freshDatabase();
			try (Latchkey first = node(redis, database).start(); Latchkey second = node(redis, database).start()) {
				Client client = first.login(Latchkey.ADMIN);
				Client elsewhere = second.client().withBearer(client.credential());
				elsewhere.get("/api/me").expect(200);
				second.client()
					.post("/api/refresh", Map.of("refresh_token", client.refreshToken().orElseThrow()))
					.expect(200);
				assertThat(second.client().get("/.well-known/jwks.json").body())
					.isEqualTo(first.client().get("/.well-known/jwks.json").body());
			}
		}
	}

	@Test
	void doNotStartWithDifferentMasterKeys(CapturedOutput output) {
		try (Server redis = TestServers.redis()) {
			TestServers.Database database = TestServers.freshDatabase();
			node(redis, database).start().close();
			LatchkeySetup wrong = node(redis, database).with("latchkey.master-key", OTHER_KEY);
			assertThatExceptionOfType(RuntimeException.class).isThrownBy(wrong::start);
			assertThat(output).contains("cannot be decrypted with latchkey.master-key.").contains("Action:");
		}
	}

	private static LatchkeySetup node(Server redis, TestServers.Database database) {
		return Latchkey.in(Latchkey.Mode.JWT).on(redis, database);
	}

}
