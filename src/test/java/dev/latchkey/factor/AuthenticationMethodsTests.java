package dev.latchkey.factor;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class AuthenticationMethodsTests {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	@Test
	void areMultiFactorFromTheSecondKindOn() {
		AuthenticationMethods password = AuthenticationMethods.PASSWORD;
		assertThat(password.values()).containsExactly("pwd");
		assertThat(password.isMultiFactor()).isFalse();
		assertThat(password.and(AuthenticationMethods.PASSWORD)).isSameAs(password);
		assertThat(password.withCode().values()).containsExactly("mfa", "otp", "pwd");
		assertThat(password.and(AuthenticationMethods.of(List.of("hwk"))).values()).containsExactly("hwk", "mfa",
				"pwd");
		assertThat(password.withCode().and(AuthenticationMethods.VERIFIED_PASSKEY).text()).isEqualTo("hwk mfa otp pwd");
		assertThat(password.withCode().isMultiFactor()).isTrue();
	}

	@Test
	void areMultiFactorWithAPasskeyThatHasVerifiedItsUser() {
		assertThat(AuthenticationMethods.VERIFIED_PASSKEY.values()).containsExactly("hwk", "mfa");
		assertThat(AuthenticationMethods.VERIFIED_PASSKEY.and(AuthenticationMethods.PASSWORD).values())
			.containsExactly("hwk", "mfa", "pwd");
	}

	@Test
	void readWhatTheyWrite() {
		AuthenticationMethods all = AuthenticationMethods.PASSWORD.withCode();
		assertThat(AuthenticationMethods.parse(all.text())).isEqualTo(all);
		String json = JSON.writeValueAsString(all);
		assertThat(json).isEqualTo("[\"mfa\",\"otp\",\"pwd\"]");
		assertThat(JSON.readValue(json, AuthenticationMethods.class)).isEqualTo(all);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "sms", "pwd sms", "PWD", "pwd  otp" })
	void areOfKnownWordsOnly(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> AuthenticationMethods.parse(text));
		assertThatIllegalArgumentException().isThrownBy(() -> AuthenticationMethods.of(List.of()));
	}

	@ParameterizedTest
	@ValueSource(strings = { "[]", "\"pwd\"", "{}", "[1]", "[null]", "[[\"pwd\"]]", "[\"face\"]" })
	void areNothingElseInJson(String json) {
		assertThatException().isThrownBy(() -> JSON.readValue(json, AuthenticationMethods.class));
	}

}
