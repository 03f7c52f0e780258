package dev.latchkey.audit;

import java.util.Locale;

import dev.latchkey.audit.store.EventType;
import dev.latchkey.key.KeyRevoked;
import dev.latchkey.key.KeyRotated;
import dev.latchkey.mail.MailGivenUp;
import dev.latchkey.revocation.DatabaseRecovered;
import dev.latchkey.revocation.DatabaseUnreachable;

/**
 * Records what happens to the server itself: its keys, its database, its mail.
 */
class ServerAudit {

	private final EventRecorder recorder;

	ServerAudit(EventRecorder recorder) {
		this.recorder = recorder;
	}

	@SecurityEventListener
	void on(KeyRotated event) {
		this.recorder.record(new AuditEventBuilder(EventType.KEY_ROTATED).by(event.actor())
			.about(event.kid())
			.detail("signs from " + event.signsFrom()));
	}

	@SecurityEventListener
	void on(KeyRevoked event) {
		this.recorder.record(new AuditEventBuilder(EventType.KEY_REVOKED).by(event.actor()).about(event.kid()));
	}

	@SecurityEventListener
	void on(DatabaseUnreachable event) {
		this.recorder.record(new AuditEventBuilder(EventType.DEPENDENCY_DOWN, RequestOrigin.NONE).about("database")
			.because(event.failure()));
	}

	@SecurityEventListener
	void on(DatabaseRecovered event) {
		this.recorder.record(new AuditEventBuilder(EventType.DEPENDENCY_UP, RequestOrigin.NONE).about("database"));
	}

	@SecurityEventListener
	void on(MailGivenUp event) {
		AuditEventBuilder recorded = new AuditEventBuilder(EventType.MAIL_GIVEN_UP, RequestOrigin.NONE)
			.because(event.kind().name().toLowerCase(Locale.ROOT));
		if (event.username() != null) {
			recorded.about(event.accountId(), event.username());
		}
		this.recorder.record(recorded);
	}

}
