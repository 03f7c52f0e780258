package dev.latchkey.oauth.device;

import java.util.HashSet;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What people read off a screen and type.
 */
class UserCodeTests {

	@Test
	void hasEightLettersAndNoVowel() {
		Set<String> seen = new HashSet<>();
		for (int i = 0; i < 1_000; i++) {
			UserCode code = UserCode.next();
			assertThat(code.shown()).matches("[BCDFGHJKLMNPQRSTVWXZ]{4}-[BCDFGHJKLMNPQRSTVWXZ]{4}");
			assertThat(UserCode.typed(code.shown())).contains(code);
			assertThat(code.toString()).doesNotContain(code.letters());
			seen.add(code.letters());
		}
		assertThat(seen).hasSize(1_000);
	}

	@ParameterizedTest
	@ValueSource(strings = { "WDJB-MJHT", "wdjb-mjht", "wdjbmjht", " WDJB MJHT\n", "WDJB–MJHT", "W.D.J.B.M.J.H.T",
			"wdjb\u00a0mjht", "-WDJB--MJHT-" })
	void isReadAsPeopleTypeIt(String typed) {
		assertThat(UserCode.typed(typed)).contains(new UserCode("WDJBMJHT"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "-", "WDJB-MJH", "WDJB-MJHTT", "WDJB-MJHA", "WDJB-MJH1", "WDJB_MJHT", "WDJB-MJH\0",
			"ＷDJB-MJHT", "🦉", "%57DJB-MJHT" })
	void isNothingElse(String typed) {
		assertThat(UserCode.typed(typed)).isEmpty();
		assertThat(UserCode.typed(" ".repeat(60_000) + "WDJB-MJHT")).isEmpty();
	}

}
