package dev.latchkey.revocation;

import java.time.Duration;
import java.time.Instant;

import dev.latchkey.crypto.RandomIds;
import dev.latchkey.revocation.Revocation.Scope;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a view tells of a session with roles.
 */
class RevocationViewTests {

	private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

	private static final String ALICE = RandomIds.next();

	private final RevocationView view = new RevocationView(Duration.ofDays(1), () -> 0);

	private final AskedSession session = AskedSession.of("session", ALICE, 4).with("EDITOR", "USER");

	@BeforeEach
	void start() {
		this.view.markFreshAsOf(0);
	}

	@Test
	void endsASessionByAnyOfItsRoles() {
		apply(5, Scope.ROLE, null, "DESK", EndReason.ROLES_CHANGED);
		assertThat(this.view.endOf(this.session)).isNull();
		apply(6, Scope.ROLE, null, "USER", EndReason.ROLES_CHANGED);
		assertThat(this.view.endOf(this.session)).isEqualTo(EndReason.ROLES_CHANGED);
		assertThat(this.view.endOf(AskedSession.of("session", ALICE, 6).with("EDITOR", "USER"))).isNull();
		assertThat(this.view.endOf(AskedSession.of("session", ALICE, 0))).isNull();
	}

	@Test
	void takesThemInAnyOrderAndTwice() {
		apply(9, Scope.ROLE, null, "USER", EndReason.ROLES_CHANGED);
		apply(3, Scope.ROLE, null, "USER", EndReason.ROLES_CHANGED);
		apply(9, Scope.ROLE, null, "USER", EndReason.ROLES_CHANGED);
		assertThat(this.view.endOf(this.session)).isEqualTo(EndReason.ROLES_CHANGED);
		assertThat(this.view.endOf(AskedSession.of("later", "bob", 8).with("USER"))).isEqualTo(EndReason.ROLES_CHANGED);
	}

	@Test
	void tellsTheFirstOfSeveralEndings() {
		apply(5, Scope.ROLE, null, "USER", EndReason.ROLES_CHANGED);
		apply(6, Scope.ACCOUNT, ALICE, null, EndReason.FORCED_LOGOUT);
		assertThat(this.view.endOf(this.session)).isEqualTo(EndReason.ROLES_CHANGED);
		apply(7, Scope.ACCOUNT, "bob", null, EndReason.FORCED_LOGOUT);
		apply(8, Scope.ROLE, null, "USER", EndReason.ROLES_CHANGED);
		assertThat(this.view.endOf(AskedSession.of("of bob", "bob", 6).with("USER")))
			.isEqualTo(EndReason.FORCED_LOGOUT);
	}

	@Test
	void tellsTheRoleWhereSingleEndingsOfOthersWereGathered() {
		apply(3, Scope.SESSION, ALICE, "other", EndReason.LOGGED_OUT);
		apply(9, Scope.ROLE, null, "USER", EndReason.ROLES_CHANGED);
		this.view.gather(new EndingCrowd(ALICE, EndReason.LOGGED_OUT), 6);
		assertThat(this.view.endOf(this.session)).isEqualTo(EndReason.ROLES_CHANGED);
		assertThat(this.view.endOf(AskedSession.of("other", ALICE, 1).with("DESK"))).isEqualTo(EndReason.LOGGED_OUT);
	}

	@Test
	void keepsOneEntryForEachRoleUntilItEndsNothing() {
		for (int seq = 1; seq <= 10_000; seq++) {
			apply(seq, Scope.ROLE, null, "ROLE_" + seq % 7, EndReason.ROLES_CHANGED);
		}
		assertThat(this.view.size()).isEqualTo(7);
		this.view.purge(NOW.plus(Duration.ofHours(1)));
		assertThat(this.view.size()).isEqualTo(7);
		this.view.purge(NOW.plus(Duration.ofHours(3)));
		assertThat(this.view.size()).isZero();
		assertThat(this.view.endOf(AskedSession.of("session", ALICE, 0).with("ROLE_1"))).isNull();
	}

	private void apply(long seq, Scope scope, @Nullable String account, @Nullable String handle, EndReason reason) {
		this.view.apply(new Revocation(seq, "row " + seq, scope, account, handle, reason, "admin", NOW,
				NOW.plus(Duration.ofHours(2))));
	}

}
