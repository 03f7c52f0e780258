package dev.latchkey.session;

import java.time.Instant;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

import dev.latchkey.factor.AuthenticationMethods;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class SessionTests {

	@Test
	void sharesEqualSetsWithOthers() {
		Session one = session(roles("AUDITOR", "USER"));
		Session other = session(roles("USER", "AUDITOR"));
		assertThat(other.roles()).isSameAs(one.roles()).containsExactly("AUDITOR", "USER");
		assertThat(other.permissions()).isSameAs(one.permissions()).isEmpty();
		assertThat(session(roles("USER")).roles()).containsExactly("USER");
	}

	@Test
	void keepsWhatItWasGiven() {
		SortedSet<String> roles = roles("USER");
		Session session = session(roles);
		roles.add("ADMIN");
		assertThat(session.roles()).containsExactly("USER");
		assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> session.roles().add("ADMIN"));
	}

	private static SortedSet<String> roles(String... names) {
		return new TreeSet<>(List.of(names));
	}

	private static Session session(SortedSet<String> roles) {
		return new Session("handle", "account", "alice", roles, new TreeSet<>(), false, 0, Instant.EPOCH, Instant.MAX,
				AuthenticationMethods.PASSWORD, Instant.EPOCH, false);
	}

}
