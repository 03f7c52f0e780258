package dev.latchkey.account.first;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class FirstAdminSettingsTests {

	@Test
	void doNotTellThePassword() {
		assertThat(new FirstAdminSettings("secret").toString()).doesNotContain("secret");
	}

}
