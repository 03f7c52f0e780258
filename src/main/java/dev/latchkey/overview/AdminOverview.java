package dev.latchkey.overview;

import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

import dev.latchkey.audit.store.SignInCounts;
import dev.latchkey.overview.OverviewAnswer.Revocations;
import dev.latchkey.overview.OverviewAnswer.Within;
import dev.latchkey.revocation.ConfirmationSpeed;
import dev.latchkey.revocation.ConfirmationTimes;
import dev.latchkey.session.Session;
import dev.latchkey.session.active.ActiveSessions;
import dev.latchkey.throttle.Throttle;

import org.springframework.security.access.AccessDeniedException;

/**
 * Gathers what an administrator may see. Each number comes from an index or a bounded
 * number of rows.
 */
class AdminOverview {

	private static final int MOST_NAMES = 20;

	private final SignInCounts signIns;

	private final ActiveSessions sessions;

	private final Throttle throttle;

	private final ConfirmationTimes confirmations;

	AdminOverview(SignInCounts signIns, ActiveSessions sessions, Throttle throttle, ConfirmationTimes confirmations) {
		this.signIns = signIns;
		this.sessions = sessions;
		this.throttle = throttle;
		this.confirmations = confirmations;
	}

	/**
	 * Return what the permissions of a session allow.
	 * @throws AccessDeniedException if that is nothing
	 */
	OverviewAnswer seenBy(Session me) {
		Set<String> may = me.permissions();
		boolean events = may.contains("audit:read");
		boolean live = may.contains("sessions:read");
		boolean users = may.contains("users:read");
		if (!events && !live && !users) {
			throw new AccessDeniedException("no part of the overview");
		}
		return new OverviewAnswer(events ? this.signIns.ofLastDay() : null, live ? this.sessions.total() : null,
				users ? throttled() : null, live ? revocations(this.confirmations.ofLastDay()) : null);
	}

	private List<String> throttled() {
		return this.signIns.namesInTrouble(MOST_NAMES)
			.stream()
			.filter((name) -> this.throttle.stateOf(name).throttled())
			.sorted()
			.toList();
	}

	private static Revocations revocations(ConfirmationSpeed speed) {
		List<Within> within = IntStream.range(0, ConfirmationSpeed.LIMITS.size())
			.mapToObj((i) -> new Within(ConfirmationSpeed.LIMITS.get(i), speed.counts().get(i)))
			.toList();
		return new Revocations(speed.total(), speed.counts().get(within.size()), within);
	}

}
