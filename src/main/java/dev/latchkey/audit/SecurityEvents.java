package dev.latchkey.audit;

import java.util.Collection;
import java.util.Locale;
import java.util.Set;

import dev.latchkey.account.AccountCreated;
import dev.latchkey.account.AccountDeleted;
import dev.latchkey.account.EmailChanged;
import dev.latchkey.account.PasswordChanged;
import dev.latchkey.account.Profile;
import dev.latchkey.account.RolesChanged;
import dev.latchkey.account.StatusChanged;
import dev.latchkey.application.ApplicationChanged;
import dev.latchkey.application.ApplicationDeleted;
import dev.latchkey.application.ApplicationRegistered;
import dev.latchkey.application.ApplicationSecretRenewed;
import dev.latchkey.application.ClientRefused;
import dev.latchkey.audit.store.EventType;
import dev.latchkey.factor.FactorChanged;
import dev.latchkey.forwardauth.ApplicationEntered;
import dev.latchkey.key.KeyRevoked;
import dev.latchkey.key.KeyRotated;
import dev.latchkey.login.LoginFailed;
import dev.latchkey.login.PasskeyCopySuspected;
import dev.latchkey.login.PasswordChangeFailed;
import dev.latchkey.login.ProofFailed;
import dev.latchkey.mail.MailGivenUp;
import dev.latchkey.notice.LogoutNoticeGivenUp;
import dev.latchkey.oauth.GrantsEnded;
import dev.latchkey.oauth.device.DeviceApproved;
import dev.latchkey.problem.RequestDenied;
import dev.latchkey.revocation.DatabaseRecovered;
import dev.latchkey.revocation.DatabaseUnreachable;
import dev.latchkey.revocation.EndReason;
import dev.latchkey.role.RoleChanged;
import dev.latchkey.role.RoleDeleted;
import dev.latchkey.session.ProofRenewed;
import dev.latchkey.session.SessionOpened;
import dev.latchkey.session.SessionReplaced;
import dev.latchkey.session.SessionsEnded;
import dev.latchkey.throttle.AttemptThrottled;
import dev.latchkey.throttle.AuthenticationAttempt.Kind;
import dev.latchkey.throttle.ThrottleLifted;
import dev.latchkey.transfer.UsersExported;
import dev.latchkey.transfer.UsersImported;
import org.jspecify.annotations.Nullable;

/**
 * Listens to the events of all packages and records them. For one more kind of event: a
 * method here, and its name in {@link EventType}.
 */
class SecurityEvents {

	private final EventRecorder recorder;

	private final ExistingNames names;

	SecurityEvents(EventRecorder recorder, ExistingNames names) {
		this.recorder = recorder;
		this.names = names;
	}

	@SecurityEventListener
	void on(SessionOpened event) {
		this.names.add(Kind.USER, event.username());
		record(new AuditEventBuilder(EventType.LOGIN).by(event.username())
			.about(event.accountId(), event.username())
			.session(event.handle())
			.detail(event.transport().code() + (event.remembered() ? ", remembered" : "")));
	}

	@SecurityEventListener
	void on(LoginFailed event) {
		this.names.add(Kind.USER, event.username());
		record(new AuditEventBuilder(EventType.LOGIN_FAILED).about(event.accountId(), event.username())
			.because(event.reason().code()));
	}

	@SecurityEventListener
	void on(PasskeyCopySuspected event) {
		record(new AuditEventBuilder(EventType.PASSKEY_COPY_SUSPECTED).about(event.accountId(), event.username()));
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
		record(recorded);
	}

	@SecurityEventListener
	void on(ThrottleLifted event) {
		record(new AuditEventBuilder(EventType.THROTTLE_LIFTED).about(event.accountId(), event.username()));
	}

	/**
	 * Leave the client id out: it may be a secret in the wrong place.
	 */
	@SecurityEventListener
	void on(ClientRefused event) {
		this.names.add(Kind.CLIENT, event.clientId());
		record(new AuditEventBuilder(EventType.APPLICATION_REFUSED).because("invalid_client"));
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
			recorded.detail(words(event.handles()));
		}
		record(recorded);
	}

	@SecurityEventListener
	void on(SessionReplaced event) {
		record(new AuditEventBuilder(EventType.SESSION_REPLACED).by(event.username())
			.about(event.accountId(), event.username())
			.session(event.handle())
			.detail("in place of " + event.oldHandle()));
	}

	@SecurityEventListener
	void on(PasswordChangeFailed event) {
		record(new AuditEventBuilder(EventType.PASSWORD_CHANGE_FAILED).about(event.accountId(), event.username())
			.because("wrong_password"));
	}

	@SecurityEventListener
	void on(ProofFailed event) {
		record(new AuditEventBuilder(EventType.PROOF_FAILED).about(event.accountId(), event.username())
			.because(event.reason()));
	}

	@SecurityEventListener
	void on(ProofRenewed event) {
		record(new AuditEventBuilder(EventType.PROOF_RENEWED).by(event.username())
			.about(event.accountId(), event.username())
			.session(event.handle())
			.detail(event.methods()));
	}

	@SecurityEventListener
	void on(PasswordChanged event) {
		record(new AuditEventBuilder(event.temporary() ? EventType.PASSWORD_RESET : EventType.PASSWORD_CHANGED)
			.about(event.accountId(), event.username()));
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
		record(new AuditEventBuilder(type).about(event.accountId(), event.username()).detail(event.factor()));
	}

	@SecurityEventListener
	void on(AccountCreated event) {
		record(new AuditEventBuilder(EventType.ACCOUNT_CREATED).about(event.accountId(), event.username())
			.detail(words(event.roles())));
	}

	@SecurityEventListener
	void on(AccountDeleted event) {
		this.names.remove(Kind.USER, event.username());
		record(new AuditEventBuilder(EventType.ACCOUNT_DELETED).about(event.accountId(), event.username()));
	}

	@SecurityEventListener
	void on(StatusChanged event) {
		record(new AuditEventBuilder(EventType.STATUS_CHANGED).about(event.accountId(), event.username())
			.because(event.status().code()));
	}

	@SecurityEventListener
	void on(RolesChanged event) {
		record(new AuditEventBuilder(EventType.ROLES_CHANGED).about(event.accountId(), event.username())
			.detail("from [" + words(event.before()) + "] to [" + words(event.after()) + "]"));
	}

	/**
	 * Leave the addresses out: a log is read by more people, and kept for longer.
	 */
	@SecurityEventListener
	void on(EmailChanged event) {
		Profile after = event.after();
		record(new AuditEventBuilder(EventType.EMAIL_CHANGED).about(event.accountId(), event.username())
			.because((after.email() == null) ? "removed" : (after.emailConfirmed() ? "confirmed" : "set")));
	}

	@SecurityEventListener
	void on(MailGivenUp event) {
		AuditEventBuilder recorded = new AuditEventBuilder(EventType.MAIL_GIVEN_UP, RequestOrigin.NONE)
			.because(event.kind().name().toLowerCase(Locale.ROOT));
		if (event.username() != null) {
			recorded.about(event.accountId(), event.username());
		}
		record(recorded);
	}

	@SecurityEventListener
	void on(UsersImported event) {
		record(new AuditEventBuilder(EventType.USERS_IMPORTED).because(event.outcome())
			.detail("created %s, updated %s, skipped %s, failed %s".formatted(event.created(), event.updated(),
					event.skipped(), event.failed())));
	}

	@SecurityEventListener
	void on(UsersExported event) {
		record(new AuditEventBuilder(EventType.USERS_EXPORTED)
			.because(event.hashes() ? "with_hashes" : "without_hashes")
			.detail(event.users() + " users"));
	}

	@SecurityEventListener
	void on(RoleChanged event) {
		record(new AuditEventBuilder(EventType.ROLE_CHANGED).about(event.role())
			.detail("from [" + words(event.before()) + "] to [" + words(event.after()) + "]"
					+ (event.secondFactor() ? ", requires a second factor" : "")));
	}

	@SecurityEventListener
	void on(RoleDeleted event) {
		record(new AuditEventBuilder(EventType.ROLE_DELETED).about(event.role()));
	}

	@SecurityEventListener
	void on(KeyRotated event) {
		record(new AuditEventBuilder(EventType.KEY_ROTATED).by(event.actor())
			.about(event.kid())
			.detail("signs from " + event.signsFrom()));
	}

	@SecurityEventListener
	void on(KeyRevoked event) {
		record(new AuditEventBuilder(EventType.KEY_REVOKED).by(event.actor()).about(event.kid()));
	}

	@SecurityEventListener
	void on(ApplicationRegistered event) {
		record(new AuditEventBuilder(EventType.APPLICATION_REGISTERED).about(event.clientId()).detail(event.name()));
	}

	@SecurityEventListener
	void on(ApplicationChanged event) {
		record(new AuditEventBuilder(EventType.APPLICATION_CHANGED).about(event.clientId()).detail(event.name()));
	}

	@SecurityEventListener
	void on(ApplicationSecretRenewed event) {
		record(new AuditEventBuilder(EventType.APPLICATION_SECRET_RENEWED).about(event.clientId())
			.detail("old one kept for " + event.oldKept()));
	}

	@SecurityEventListener
	void on(ApplicationDeleted event) {
		this.names.remove(Kind.CLIENT, event.clientId());
		record(new AuditEventBuilder(EventType.APPLICATION_DELETED).about(event.clientId()));
	}

	@SecurityEventListener
	void on(ApplicationEntered event) {
		record(new AuditEventBuilder(EventType.APPLICATION_ENTERED).by(event.username())
			.about(event.accountId(), event.username())
			.session(event.handle())
			.detail(event.clientId() + " at " + event.host()));
	}

	@SecurityEventListener
	void on(DeviceApproved event) {
		record(new AuditEventBuilder(EventType.DEVICE_APPROVED).by(event.username())
			.about(event.accountId(), event.username())
			.session(event.handle())
			.detail(event.clientId()));
	}

	@SecurityEventListener
	void on(LogoutNoticeGivenUp event) {
		record(new AuditEventBuilder(EventType.LOGOUT_NOTICE_GIVEN_UP, RequestOrigin.NONE)
			.about(event.accountId(), event.clientId())
			.session(event.handle()));
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
		record(recorded);
	}

	@SecurityEventListener
	void on(RequestDenied event) {
		record(new AuditEventBuilder(event.forged() ? EventType.CSRF_REFUSED : EventType.ACCESS_DENIED)
			.because(event.slug())
			.detail(event.method() + " " + MaskedPath.shown(event.path())));
	}

	@SecurityEventListener
	void on(DatabaseUnreachable event) {
		record(new AuditEventBuilder(EventType.DEPENDENCY_DOWN, RequestOrigin.NONE).about("database")
			.because(event.failure()));
	}

	@SecurityEventListener
	void on(DatabaseRecovered event) {
		record(new AuditEventBuilder(EventType.DEPENDENCY_UP, RequestOrigin.NONE).about("database"));
	}

	private void record(AuditEventBuilder recorded) {
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

	private static String words(Collection<String> words) {
		return String.join(" ", words);
	}

}
