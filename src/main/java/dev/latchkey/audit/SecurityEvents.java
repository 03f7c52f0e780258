package dev.latchkey.audit;

import java.util.Collection;
import java.util.Set;

import dev.latchkey.account.AccountCreated;
import dev.latchkey.account.AccountDeleted;
import dev.latchkey.account.PasswordChanged;
import dev.latchkey.account.RolesChanged;
import dev.latchkey.account.StatusChanged;
import dev.latchkey.application.ApplicationDeleted;
import dev.latchkey.application.ApplicationRegistered;
import dev.latchkey.audit.store.EventType;
import dev.latchkey.introspection.ClientRefused;
import dev.latchkey.key.KeyRevoked;
import dev.latchkey.key.KeyRotated;
import dev.latchkey.login.LoginFailed;
import dev.latchkey.login.PasswordChangeFailed;
import dev.latchkey.problem.RequestDenied;
import dev.latchkey.revocation.DatabaseRecovered;
import dev.latchkey.revocation.DatabaseUnreachable;
import dev.latchkey.revocation.EndReason;
import dev.latchkey.role.RoleChanged;
import dev.latchkey.role.RoleDeleted;
import dev.latchkey.session.SessionOpened;
import dev.latchkey.session.SessionReplaced;
import dev.latchkey.session.SessionsEnded;
import dev.latchkey.throttle.AttemptThrottled;
import dev.latchkey.throttle.ThrottleLifted;
import org.jspecify.annotations.Nullable;

import org.springframework.transaction.event.TransactionalEventListener;

/**
 * The one listener. What was published in a transaction is recorded when it has
 * committed, and never if it has not; the rest at once. For one more kind of event: a
 * method here, and its name in {@link EventType}.
 */
class SecurityEvents {

	private final EventRecorder recorder;

	SecurityEvents(EventRecorder recorder) {
		this.recorder = recorder;
	}

	@TransactionalEventListener(fallbackExecution = true)
	void on(SessionOpened event) {
		record(new AuditEventBuilder(EventType.LOGIN).by(event.username())
			.about(event.accountId(), event.username())
			.session(event.handle())
			.detail(event.transport().code() + (event.remembered() ? ", remembered" : "")));
	}

	@TransactionalEventListener(fallbackExecution = true)
	void on(LoginFailed event) {
		record(new AuditEventBuilder(EventType.LOGIN_FAILED).about(event.accountId(), event.username())
			.because(event.reason().code()));
	}

	/**
	 * Name the account or the application only where its own budget is used up. Otherwise
	 * the name may be anything that somebody typed, a password among it.
	 */
	@TransactionalEventListener(fallbackExecution = true)
	void on(AttemptThrottled event) {
		AuditEventBuilder draft = new AuditEventBuilder(EventType.THROTTLED).because(event.budget());
		if (Set.of("account", "client").contains(event.budget())) {
			draft.about(event.name());
		}
		record(draft);
	}

	@TransactionalEventListener(fallbackExecution = true)
	void on(ThrottleLifted event) {
		record(new AuditEventBuilder(EventType.THROTTLE_LIFTED).about(event.accountId(), event.username()));
	}

	/**
	 * Say nothing of the client id: it may be a secret in the wrong place.
	 */
	@TransactionalEventListener(fallbackExecution = true)
	void on(ClientRefused event) {
		record(new AuditEventBuilder(EventType.APPLICATION_REFUSED).because("invalid_client"));
	}

	/**
	 * Where sessions ended because an account or a role changed, that change is the
	 * event.
	 */
	@TransactionalEventListener(fallbackExecution = true)
	void on(SessionsEnded event) {
		EventType type = type(event.reason());
		if (type == null) {
			return;
		}
		AuditEventBuilder draft = new AuditEventBuilder(type).by(event.actor()).because(event.reason().code());
		if (event.owner() != null) {
			draft.about(event.owner().accountId(), event.owner().username());
		}
		if (event.handles().size() == 1) {
			draft.session(event.handles().get(0));
		}
		else {
			draft.detail(words(event.handles()));
		}
		record(draft);
	}

	@TransactionalEventListener(fallbackExecution = true)
	void on(SessionReplaced event) {
		record(new AuditEventBuilder(EventType.SESSION_REPLACED).by(event.username())
			.about(event.accountId(), event.username())
			.session(event.handle())
			.detail("in place of " + event.oldHandle()));
	}

	@TransactionalEventListener(fallbackExecution = true)
	void on(PasswordChangeFailed event) {
		record(new AuditEventBuilder(EventType.PASSWORD_CHANGE_FAILED).about(event.accountId(), event.username())
			.because("wrong_password"));
	}

	@TransactionalEventListener(fallbackExecution = true)
	void on(PasswordChanged event) {
		record(new AuditEventBuilder(event.temporary() ? EventType.PASSWORD_RESET : EventType.PASSWORD_CHANGED)
			.about(event.accountId(), event.username()));
	}

	@TransactionalEventListener(fallbackExecution = true)
	void on(AccountCreated event) {
		record(new AuditEventBuilder(EventType.ACCOUNT_CREATED).about(event.accountId(), event.username())
			.detail(words(event.roles())));
	}

	@TransactionalEventListener(fallbackExecution = true)
	void on(AccountDeleted event) {
		record(new AuditEventBuilder(EventType.ACCOUNT_DELETED).about(event.accountId(), event.username()));
	}

	@TransactionalEventListener(fallbackExecution = true)
	void on(StatusChanged event) {
		record(new AuditEventBuilder(EventType.STATUS_CHANGED).about(event.accountId(), event.username())
			.because(event.status().code()));
	}

	@TransactionalEventListener(fallbackExecution = true)
	void on(RolesChanged event) {
		record(new AuditEventBuilder(EventType.ROLES_CHANGED).about(event.accountId(), event.username())
			.detail("from [" + words(event.before()) + "] to [" + words(event.after()) + "]"));
	}

	@TransactionalEventListener(fallbackExecution = true)
	void on(RoleChanged event) {
		record(new AuditEventBuilder(EventType.ROLE_CHANGED).about(event.role())
			.detail("from [" + words(event.before()) + "] to [" + words(event.after()) + "]"));
	}

	@TransactionalEventListener(fallbackExecution = true)
	void on(RoleDeleted event) {
		record(new AuditEventBuilder(EventType.ROLE_DELETED).about(event.role()));
	}

	@TransactionalEventListener(fallbackExecution = true)
	void on(KeyRotated event) {
		record(new AuditEventBuilder(EventType.KEY_ROTATED).by(event.actor())
			.about(event.kid())
			.detail("signs from " + event.signsFrom()));
	}

	@TransactionalEventListener(fallbackExecution = true)
	void on(KeyRevoked event) {
		record(new AuditEventBuilder(EventType.KEY_REVOKED).by(event.actor()).about(event.kid()));
	}

	@TransactionalEventListener(fallbackExecution = true)
	void on(ApplicationRegistered event) {
		record(new AuditEventBuilder(EventType.APPLICATION_REGISTERED).about(event.clientId()).detail(event.name()));
	}

	@TransactionalEventListener(fallbackExecution = true)
	void on(ApplicationDeleted event) {
		record(new AuditEventBuilder(EventType.APPLICATION_DELETED).about(event.clientId()));
	}

	@TransactionalEventListener(fallbackExecution = true)
	void on(RequestDenied event) {
		record(new AuditEventBuilder(event.forged() ? EventType.CSRF_REFUSED : EventType.ACCESS_DENIED)
			.because(event.slug())
			.detail(event.method() + " " + MaskedPath.shown(event.path())));
	}

	@TransactionalEventListener(fallbackExecution = true)
	void on(DatabaseUnreachable event) {
		record(new AuditEventBuilder(EventType.DEPENDENCY_DOWN, RequestOrigin.NONE).about("database")
			.because(event.failure()));
	}

	@TransactionalEventListener(fallbackExecution = true)
	void on(DatabaseRecovered event) {
		record(new AuditEventBuilder(EventType.DEPENDENCY_UP, RequestOrigin.NONE).about("database"));
	}

	private void record(AuditEventBuilder draft) {
		this.recorder.record(draft);
	}

	private static @Nullable EventType type(EndReason reason) {
		return switch (reason) {
			case LOGGED_OUT -> EventType.LOGOUT;
			case FORCED_LOGOUT -> EventType.FORCED_LOGOUT;
			case EVERYBODY -> EventType.EVERYBODY_LOGGED_OUT;
			case SESSION_LIMIT -> EventType.SESSION_LIMIT;
			case REFRESH_REUSE -> EventType.REFRESH_REUSE;
			case PASSWORD_CHANGED, ACCOUNT_DISABLED, ROLES_CHANGED, EXPIRED, KEY_REVOKED -> null;
		};
	}

	private static String words(Collection<String> words) {
		return String.join(" ", words);
	}

}
