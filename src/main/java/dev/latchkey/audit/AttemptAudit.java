package dev.latchkey.audit;

import java.util.Locale;
import java.util.Set;

import dev.latchkey.application.ClientRefused;
import dev.latchkey.audit.store.EventType;
import dev.latchkey.login.LoginFailed;
import dev.latchkey.login.PasskeyCopySuspected;
import dev.latchkey.login.PasswordChangeFailed;
import dev.latchkey.login.proof.ProofFailed;
import dev.latchkey.problem.RequestDenied;
import dev.latchkey.recovery.LinkRefused;
import dev.latchkey.throttle.AttemptThrottled;
import dev.latchkey.throttle.AuthenticationAttempt.Kind;
import dev.latchkey.throttle.ThrottleLifted;

/**
 * Records failed and refused attempts, and the attacks that they point to.
 */
class AttemptAudit {

	private final EventRecorder recorder;

	private final ExistingNames names;

	AttemptAudit(EventRecorder recorder, ExistingNames names) {
		this.recorder = recorder;
		this.names = names;
	}

	@SecurityEventListener
	void on(LoginFailed event) {
		this.names.add(Kind.USER, event.username());
		this.recorder.record(new AuditEventBuilder(EventType.LOGIN_FAILED).about(event.accountId(), event.username())
			.because(event.reason().code()));
	}

	@SecurityEventListener
	void on(PasskeyCopySuspected event) {
		this.recorder
			.record(new AuditEventBuilder(EventType.PASSKEY_COPY_SUSPECTED).about(event.accountId(), event.username()));
	}

	@SecurityEventListener
	void on(PasswordChangeFailed event) {
		this.recorder
			.record(new AuditEventBuilder(EventType.PASSWORD_CHANGE_FAILED).about(event.accountId(), event.username())
				.because("wrong_password"));
	}

	@SecurityEventListener
	void on(ProofFailed event) {
		this.recorder.record(new AuditEventBuilder(EventType.PROOF_FAILED).about(event.accountId(), event.username())
			.because(event.reason()));
	}

	@SecurityEventListener
	void on(LinkRefused event) {
		this.recorder.record(
				new AuditEventBuilder(EventType.LINK_REFUSED).because(event.purpose().name().toLowerCase(Locale.ROOT)));
	}

	/**
	 * Leave the client id out: it may be a secret in the wrong place.
	 */
	@SecurityEventListener
	void on(ClientRefused event) {
		this.names.add(Kind.CLIENT, event.clientId());
		this.recorder.record(new AuditEventBuilder(EventType.APPLICATION_REFUSED).because("invalid_client"));
	}

	/**
	 * Name the account or the application only where its own budget is used up, and where
	 * it is known to exist. Otherwise the name may be anything that was typed, even a
	 * password, and would tell of an attack on an account that there is not. The budget
	 * of logins is used up by right passwords only.
	 */
	@SecurityEventListener
	void on(AttemptThrottled event) {
		AuditEventBuilder recorded = new AuditEventBuilder(EventType.THROTTLED).because(event.budget());
		boolean own = Set.of("account", "client").contains(event.budget());
		if ("logins".equals(event.budget()) || (own && this.names.has(event.kind(), event.name()))) {
			recorded.about(event.name());
		}
		this.recorder.record(recorded);
	}

	@SecurityEventListener
	void on(ThrottleLifted event) {
		this.recorder
			.record(new AuditEventBuilder(EventType.THROTTLE_LIFTED).about(event.accountId(), event.username()));
	}

	@SecurityEventListener
	void on(RequestDenied event) {
		this.recorder.record(new AuditEventBuilder(event.forged() ? EventType.CSRF_REFUSED : EventType.ACCESS_DENIED)
			.because(event.slug())
			.detail(event.method() + " " + MaskedPath.shown(event.path())));
	}

}
