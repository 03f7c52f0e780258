package dev.latchkey.mode.session;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

import dev.latchkey.factor.AuthenticationMethods;
import dev.latchkey.session.Session;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.data.redis.serializer.SerializationException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class SessionValueSerializerTests {

	/** As it was written before sessions said what was shown. */
	private static final String OLD = """
			{"handle":"h","accountId":"a","username":"u","roles":["USER"],"permissions":[],"mustChangePassword":true,\
			"epoch":1000,"startedAt":"2026-01-01T00:00:00Z","expiresAt":"2120-01-01T00:00:00Z"}""";

	private final SessionValueSerializer values = new SessionValueSerializer();

	@Test
	void readsASessionThatWasWrittenBeforeThereWereFactors() {
		Session session = (Session) this.values.deserialize(bytes(OLD));
		assertThat(session).isNotNull();
		assertThat(session.amr()).isEqualTo(AuthenticationMethods.PASSWORD);
		assertThat(session.authTime()).isEqualTo(session.startedAt()).isEqualTo(Instant.parse("2026-01-01T00:00:00Z"));
		assertThat(session.mustSetUpFactor()).isFalse();
		assertThat(session.mustChangePassword()).isTrue();
		assertThat(this.values.deserialize(bytes(this.values.write(session)))).isEqualTo(session);
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"amr\":[\"pwd\"]",
			"\"amr\":[],\"authTime\":\"2026-01-01T00:00:00Z\",\"mustSetUpFactor\":false",
			"\"amr\":[\"face\"],\"authTime\":\"2026-01-01T00:00:00Z\",\"mustSetUpFactor\":false",
			"\"amr\":null,\"authTime\":\"2026-01-01T00:00:00Z\",\"mustSetUpFactor\":false",
			"\"amr\":[\"pwd\"],\"authTime\":\"2026-01-01T00:00:00Z\",\"mustSetUpFactor\":null" })
	void readsNoOtherForm(String more) {
		String json = OLD.replace("\"epoch\"", more + ",\"epoch\"");
		assertThatExceptionOfType(SerializationException.class).isThrownBy(() -> this.values.deserialize(bytes(json)));
	}

	private static byte[] bytes(String json) {
		return json.getBytes(StandardCharsets.UTF_8);
	}

}
