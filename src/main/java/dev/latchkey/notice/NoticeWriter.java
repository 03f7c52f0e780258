package dev.latchkey.notice;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import dev.latchkey.crypto.RandomIds;

/**
 * Writes notices, in the caller's transaction.
 */
class NoticeWriter {

	/** How long an application is asked to confirm a notice. */
	static final Duration KEPT = Duration.ofHours(24);

	/**
	 * An application that was given something so lately may hear of the end before it has
	 * stored its own session, and is told once more when it surely has.
	 */
	static final Duration FRESH = Duration.ofSeconds(10);

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
		List<LogoutNotice> notices = notices(recipients, issuer, 1);
		this.rows.insert(notices, until);
		writeAgain(recipients, issuer);
		return notices;
	}

	/**
	 * Write what any node may send.
	 */
	void write(List<NoticeRecipient> recipients, String issuer) {
		this.rows.insert(notices(recipients, issuer, 0), this.clock.instant());
		writeAgain(recipients, issuer);
	}

	private void writeAgain(List<NoticeRecipient> recipients, String issuer) {
		Instant now = this.clock.instant();
		this.rows
			.insert(notices(recipients.stream().filter((one) -> one.grantedAt().isAfter(now.minus(FRESH))).toList(),
					issuer, 0), now.plus(FRESH));
	}

	private List<LogoutNotice> notices(List<NoticeRecipient> recipients, String issuer, int attempt) {
		Instant giveUpAt = this.clock.instant().plus(KEPT);
		return recipients.stream()
			.map((one) -> new LogoutNotice(RandomIds.next(), one.applicationId(), one.handle(), one.accountId(), issuer,
					attempt, giveUpAt))
			.toList();
	}

}
