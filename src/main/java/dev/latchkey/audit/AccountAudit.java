package dev.latchkey.audit;

import java.util.Locale;

import dev.latchkey.account.AccountCreated;
import dev.latchkey.account.AccountDeleted;
import dev.latchkey.account.AccountProfile;
import dev.latchkey.account.EmailChanged;
import dev.latchkey.account.PasswordChanged;
import dev.latchkey.account.PasswordSource;
import dev.latchkey.account.RolesChanged;
import dev.latchkey.account.StatusChanged;
import dev.latchkey.audit.store.EventType;
import dev.latchkey.factor.FactorChanged;
import dev.latchkey.mail.LinkSent;
import dev.latchkey.role.RoleChanged;
import dev.latchkey.role.RoleDeleted;
import dev.latchkey.throttle.AuthenticationAttempt.Kind;
import dev.latchkey.transfer.UsersExported;
import dev.latchkey.transfer.UsersImported;

/**
 * Records changes of accounts, of their factors and of roles.
 */
class AccountAudit {

	private final EventRecorder recorder;

	private final ExistingNames names;

	AccountAudit(EventRecorder recorder, ExistingNames names) {
		this.recorder = recorder;
		this.names = names;
	}

	@SecurityEventListener
	void on(AccountCreated event) {
		this.recorder.record(new AuditEventBuilder(EventType.ACCOUNT_CREATED).about(event.accountId(), event.username())
			.detail(String.join(" ", event.roles())));
	}

	@SecurityEventListener
	void on(AccountDeleted event) {
		this.names.remove(Kind.USER, event.username());
		this.recorder
			.record(new AuditEventBuilder(EventType.ACCOUNT_DELETED).about(event.accountId(), event.username()));
	}

	@SecurityEventListener
	void on(PasswordChanged event) {
		AuditEventBuilder recorded = new AuditEventBuilder(
				(event.source() == PasswordSource.TEMPORARY) ? EventType.PASSWORD_RESET : EventType.PASSWORD_CHANGED)
			.about(event.accountId(), event.username());
		// the link speaks for itself, even in the browser of a user who is signed in
		this.recorder.record((event.source() == PasswordSource.LINK)
				? recorded.by(null).session(null).because("by_link") : recorded);
	}

	@SecurityEventListener
	void on(LinkSent event) {
		this.recorder.record(new AuditEventBuilder(EventType.LINK_SENT).about(event.accountId(), event.username())
			.because(event.mailed() ? "mailed" : "handed_over")
			.detail(event.kind().name().toLowerCase(Locale.ROOT)));
	}

	@SecurityEventListener
	void on(FactorChanged event) {
		EventType type = switch (event.change()) {
			case ADDED -> EventType.FACTOR_ADDED;
			case REMOVED -> EventType.FACTOR_REMOVED;
			case RENEWED -> EventType.RECOVERY_CODES_RENEWED;
			case USED -> EventType.RECOVERY_CODE_USED;
			case RESET -> EventType.FACTORS_RESET;
		};
		this.recorder
			.record(new AuditEventBuilder(type).about(event.accountId(), event.username()).detail(event.factor()));
	}

	@SecurityEventListener
	void on(StatusChanged event) {
		this.recorder.record(new AuditEventBuilder(EventType.STATUS_CHANGED).about(event.accountId(), event.username())
			.because(event.status().code()));
	}

	@SecurityEventListener
	void on(RolesChanged event) {
		this.recorder.record(new AuditEventBuilder(EventType.ROLES_CHANGED).about(event.accountId(), event.username())
			.detail("from [" + String.join(" ", event.before()) + "] to [" + String.join(" ", event.after()) + "]"));
	}

	/**
	 * Leave the addresses out: a log is read by more people, and kept for longer.
	 */
	@SecurityEventListener
	void on(EmailChanged event) {
		AccountProfile after = event.after();
		this.recorder.record(new AuditEventBuilder(EventType.EMAIL_CHANGED).about(event.accountId(), event.username())
			.because((after.email() == null) ? "removed" : (after.emailConfirmed() ? "confirmed" : "set")));
	}

	@SecurityEventListener
	void on(UsersImported event) {
		this.recorder.record(new AuditEventBuilder(EventType.USERS_IMPORTED).because(event.outcome())
			.detail("created %s, updated %s, skipped %s, failed %s".formatted(event.created(), event.updated(),
					event.skipped(), event.failed())));
	}

	@SecurityEventListener
	void on(UsersExported event) {
		this.recorder.record(new AuditEventBuilder(EventType.USERS_EXPORTED)
			.because(event.hashes() ? "with_hashes" : "without_hashes")
			.detail(event.users() + " users"));
	}

	@SecurityEventListener
	void on(RoleChanged event) {
		this.recorder.record(new AuditEventBuilder(EventType.ROLE_CHANGED).about(event.role())
			.detail("from [" + String.join(" ", event.before()) + "] to [" + String.join(" ", event.after()) + "]"
					+ (event.secondFactor() ? ", requires a second factor" : "")));
	}

	@SecurityEventListener
	void on(RoleDeleted event) {
		this.recorder.record(new AuditEventBuilder(EventType.ROLE_DELETED).about(event.role()));
	}

}
