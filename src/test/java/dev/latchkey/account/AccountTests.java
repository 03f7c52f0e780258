package dev.latchkey.account;

import java.util.Set;
import java.util.TreeSet;

import dev.latchkey.role.GrantCheck;
import dev.latchkey.role.NotGrantableException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

class AccountTests {

	@Test
	void doesNotTellItsHash() {
		Account account = new Account("id", "alice", "{argon2}secret", AccountStatus.ACTIVE, false, null, false,
				AccountProfile.EMPTY, new TreeSet<>(), new TreeSet<>());
		assertThat(account.toString()).contains("alice").doesNotContain("secret");
	}

	@Test
	void hasAStatusThatIsWrittenSmall() {
		assertThat(AccountStatus.DISABLED.code()).isEqualTo("disabled");
		assertThat(AccountStatus.of("active")).contains(AccountStatus.ACTIVE);
		assertThat(AccountStatus.of("ACTIVE")).isEmpty();
	}

	@Test
	void isGrantedNothingThatTheGrantorLacks() {
		assertThatNoException().isThrownBy(() -> GrantCheck.requireAll(Set.of("a", "b"), Set.of("a")));
		assertThatNoException().isThrownBy(() -> GrantCheck.requireAll(Set.of(), Set.of()));
		assertThatExceptionOfType(NotGrantableException.class)
			.isThrownBy(() -> GrantCheck.requireAll(Set.of("a"), Set.of("a", "b")));
	}

}
