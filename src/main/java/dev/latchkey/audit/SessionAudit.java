package dev.latchkey.audit;

import dev.latchkey.audit.store.EventType;
import dev.latchkey.revocation.EndReason;
import dev.latchkey.session.ProofRenewed;
import dev.latchkey.session.SessionOpened;
import dev.latchkey.session.SessionReplaced;
import dev.latchkey.session.SessionsEnded;
import dev.latchkey.throttle.AuthenticationAttempt.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Records how sessions begin, are proved and end.
 */
class SessionAudit {

	private final EventRecorder recorder;

	private final ExistingNames names;

	SessionAudit(EventRecorder recorder, ExistingNames names) {
		this.recorder = recorder;
		this.names = names;
	}

	@SecurityEventListener
	void on(SessionOpened event) {
		this.names.add(Kind.USER, event.username());
		this.recorder.record(new AuditEventBuilder(EventType.LOGIN).by(event.username())
			.about(event.accountId(), event.username())
			.session(event.handle())
			.detail(event.transport().code() + (event.remembered() ? ", remembered" : "")));
	}

	@SecurityEventListener
	void on(SessionReplaced event) {
		this.recorder.record(new AuditEventBuilder(EventType.SESSION_REPLACED).by(event.username())
			.about(event.accountId(), event.username())
			.session(event.handle())
			.detail("in place of " + event.oldHandle()));
	}

	@SecurityEventListener
	void on(ProofRenewed event) {
		this.recorder.record(new AuditEventBuilder(EventType.PROOF_RENEWED).by(event.username())
			.about(event.accountId(), event.username())
			.session(event.handle())
			.detail(event.methods()));
	}

	/**
	 * Where sessions ended because an account or a role changed, that change is the
	 * event.
	 */
	@SecurityEventListener
	void on(SessionsEnded event) {
		EventType type = type(event.reason());
		if (type == null) {
			return;
		}
		AuditEventBuilder recorded = new AuditEventBuilder(type).by(event.actor()).because(event.reason().code());
		if (event.owner() != null) {
			recorded.about(event.owner().accountId(), event.owner().username());
		}
		if (event.handles().size() == 1) {
			recorded.session(event.handles().get(0));
		}
		else {
			recorded.detail(String.join(" ", event.handles()));
		}
		this.recorder.record(recorded);
	}

	private static @Nullable EventType type(EndReason reason) {
		return switch (reason) {
			case LOGGED_OUT -> EventType.LOGOUT;
			case FORCED_LOGOUT -> EventType.FORCED_LOGOUT;
			case EVERYBODY -> EventType.EVERYBODY_LOGGED_OUT;
			case SESSION_LIMIT -> EventType.SESSION_LIMIT;
			case REFRESH_REUSE -> EventType.REFRESH_REUSE;
			case PASSWORD_CHANGED, FACTORS_CHANGED, ACCOUNT_DISABLED, ROLES_CHANGED, EXPIRED, KEY_REVOKED,
					GRANT_ENDED ->
				null;
		};
	}

}
