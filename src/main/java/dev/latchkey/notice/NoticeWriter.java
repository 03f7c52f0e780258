package dev.latchkey.notice;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

import dev.latchkey.crypto.RandomIds;

/**
 * Writes notices, in the caller's transaction. Where one waits for the same application
 * and session, it is renewed: a person who signs in and takes access away in a loop
 * leaves no more behind than one who does so once.
 */
class NoticeWriter {

	/** How long an application is asked to confirm a notice. */
	static final Duration KEPT = Duration.ofHours(24);

	/**
	 * An application that was given something so lately may hear of the end before it has
	 * stored its own session, and is told once more when it surely has.
	 */
	static final Duration FRESH = Duration.ofSeconds(10);

	// all transactions take the rows in one order
	private static final Comparator<LogoutNotice> ORDER = Comparator.comparing(LogoutNotice::applicationId)
		.thenComparing(LogoutNotice::handle);

	private final NoticeRows rows;

	private final Clock clock;

	NoticeWriter(NoticeRows rows, Clock clock) {
		this.rows = rows;
		this.clock = clock;
	}

	/**
	 * Write what this node sends after the commit.
	 * @param until when another node may take what this one has not sent
	 * @return the notices, taken by this node
	 */
	List<LogoutNotice> writeTaken(List<NoticeRecipient> recipients, String issuer, Instant until) {
		return put(notices(recipients, issuer, 1), until);
	}

	/**
	 * Write what any node may send.
	 */
	void write(List<NoticeRecipient> recipients, String issuer) {
		put(notices(recipients, issuer, 0), this.clock.instant());
	}

	private List<LogoutNotice> put(List<LogoutNotice> notices, Instant dueAt) {
		if (notices.isEmpty()) {
			return notices;
		}
		List<LogoutNotice> waiting = this.rows
			.findOf(notices.stream().map(LogoutNotice::handle).collect(Collectors.toSet()));
		List<LogoutNotice> renewed = new ArrayList<>();
		for (LogoutNotice notice : notices) {
			waiting.stream()
				.filter(notice::isSameAs)
				.findFirst()
				.map((known) -> known.renewed(notice))
				.filter((known) -> this.rows.renew(known, dueAt))
				.ifPresent(renewed::add);
		}
		// where two transactions find none at once there are two, which does no harm
		List<LogoutNotice> added = notices.stream()
			.filter((notice) -> renewed.stream().noneMatch(notice::isSameAs))
			.toList();
		this.rows.insert(added, dueAt);
		renewed.addAll(added);
		return renewed;
	}

	private List<LogoutNotice> notices(List<NoticeRecipient> recipients, String issuer, int attempt) {
		Instant now = this.clock.instant();
		return recipients.stream()
			.map((one) -> new LogoutNotice(RandomIds.next(), one.applicationId(), one.handle(), one.accountId(), issuer,
					attempt, 0, one.grantedAt().isAfter(now.minus(FRESH)) ? now.plus(FRESH) : null, now.plus(KEPT)))
			.sorted(ORDER)
			.toList();
	}

}
