package dev.latchkey.account;

import java.util.Set;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

class AccountTests {

	@Test
	void doesNotTellItsHash() {
		Account account = new Account("id", "alice", "{argon2}secret", Status.ACTIVE, false, new TreeSet<>(),
				new TreeSet<>());
		assertThat(account.toString()).contains("alice").doesNotContain("secret");
	}

	@Test
	void hasAStatusThatIsWrittenSmall() {
		assertThat(Status.DISABLED.code()).isEqualTo("disabled");
		assertThat(Status.of("active")).contains(Status.ACTIVE);
		assertThat(Status.of("ACTIVE")).isEmpty();
	}

	@Test
	void doesNotTellTheFirstPassword() {
		assertThat(new FirstAdminSettings("secret").toString()).doesNotContain("secret");
	}

	@Test
	void isGrantedNothingThatTheGrantorLacks() {
		assertThatNoException().isThrownBy(() -> Grants.requireAll(Set.of("a", "b"), Set.of("a")));
		assertThatNoException().isThrownBy(() -> Grants.requireAll(Set.of(), Set.of()));
		assertThatExceptionOfType(NotGrantable.class)
			.isThrownBy(() -> Grants.requireAll(Set.of("a"), Set.of("a", "b")));
	}

}
