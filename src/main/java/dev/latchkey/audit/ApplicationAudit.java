package dev.latchkey.audit;

import dev.latchkey.application.ApplicationChanged;
import dev.latchkey.application.ApplicationDeleted;
import dev.latchkey.application.ApplicationRegistered;
import dev.latchkey.application.ApplicationSecretRenewed;
import dev.latchkey.audit.store.EventType;
import dev.latchkey.forwardauth.ApplicationEntered;
import dev.latchkey.notice.LogoutNoticeGivenUp;
import dev.latchkey.oauth.GrantsEnded;
import dev.latchkey.oauth.device.DeviceApproved;
import dev.latchkey.throttle.AuthenticationAttempt.Kind;

/**
 * Records changes of the registry of applications, and what applications are given and
 * told.
 */
class ApplicationAudit {

	private final EventRecorder recorder;

	private final ExistingNames names;

	ApplicationAudit(EventRecorder recorder, ExistingNames names) {
		this.recorder = recorder;
		this.names = names;
	}

	@SecurityEventListener
	void on(ApplicationRegistered event) {
		this.recorder.record(
				new AuditEventBuilder(EventType.APPLICATION_REGISTERED).about(event.clientId()).detail(event.name()));
	}

	@SecurityEventListener
	void on(ApplicationChanged event) {
		this.recorder
			.record(new AuditEventBuilder(EventType.APPLICATION_CHANGED).about(event.clientId()).detail(event.name()));
	}

	@SecurityEventListener
	void on(ApplicationSecretRenewed event) {
		this.recorder.record(new AuditEventBuilder(EventType.APPLICATION_SECRET_RENEWED).about(event.clientId())
			.detail("old one kept for " + event.oldKept()));
	}

	@SecurityEventListener
	void on(ApplicationDeleted event) {
		this.names.remove(Kind.CLIENT, event.clientId());
		this.recorder.record(new AuditEventBuilder(EventType.APPLICATION_DELETED).about(event.clientId()));
	}

	@SecurityEventListener
	void on(ApplicationEntered event) {
		this.recorder.record(new AuditEventBuilder(EventType.APPLICATION_ENTERED).by(event.username())
			.about(event.accountId(), event.username())
			.session(event.handle())
			.detail(event.clientId() + " at " + event.host()));
	}

	@SecurityEventListener
	void on(DeviceApproved event) {
		this.recorder.record(new AuditEventBuilder(EventType.DEVICE_APPROVED).by(event.username())
			.about(event.accountId(), event.username())
			.session(event.handle())
			.detail(event.clientId()));
	}

	@SecurityEventListener
	void on(GrantsEnded event) {
		boolean reuse = event.cause() == GrantsEnded.Cause.CODE_REUSE
				|| event.cause() == GrantsEnded.Cause.REFRESH_REUSE;
		AuditEventBuilder recorded = new AuditEventBuilder(
				reuse ? EventType.APPLICATION_TOKEN_REUSE : EventType.APPLICATION_ACCESS_ENDED)
			.by(event.actor())
			.because(event.cause().code())
			.detail(event.clientId());
		if (event.username() != null) {
			recorded.about(event.accountId(), event.username());
		}
		if (event.handles().size() == 1) {
			recorded.session(event.handles().get(0));
		}
		this.recorder.record(recorded);
	}

	@SecurityEventListener
	void on(LogoutNoticeGivenUp event) {
		this.recorder.record(new AuditEventBuilder(EventType.LOGOUT_NOTICE_GIVEN_UP, RequestOrigin.NONE)
			.about(event.accountId(), event.clientId())
			.session(event.handle()));
	}

}
