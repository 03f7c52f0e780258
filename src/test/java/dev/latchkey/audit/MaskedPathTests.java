package dev.latchkey.audit;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class MaskedPathTests {

	@ParameterizedTest
	@CsvSource({ "/api/admin/users/alice,/api/admin/users/alice", "/,/",
			"/api/admin/sessions/AAAAAAAAAAAAAAAAAAAAAA,/api/admin/sessions/AAAAAAAAAAAAAAAAAAAAAA",
			"/x/abcdefghijklmnopqrstuvwxyz0123456789abcdefg/y,/x/…/y" })
	void showsNoPartOfAPathThatIsLongEnoughForASecret(String path, String shown) {
		assertThat(MaskedPath.shown(path)).isEqualTo(shown);
	}

}
