package dev.latchkey.audit.store;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What can happen. The codes are part of the contract: events are stored and filtered by
 * them.
 */
public enum EventType {

	LOGIN("Signed in", Seen.BY_OWNER), LOGIN_FAILED("Sign-in failed", Seen.BY_OWNER, Cause.REFUSAL),
	PASSKEY_COPY_SUSPECTED("A passkey may have been copied", Seen.BY_OWNER, Cause.FAILURE),
	THROTTLED("Attempt turned away, because there were too many", Seen.BY_AUDITORS, Cause.REFUSAL),
	THROTTLE_LIFTED("Attempts allowed again", Seen.BY_OWNER),
	APPLICATION_REFUSED("Application refused", Seen.BY_AUDITORS, Cause.REFUSAL), LOGOUT("Signed out", Seen.BY_OWNER),
	FORCED_LOGOUT("Signed out by an administrator", Seen.BY_OWNER), EVERYBODY_LOGGED_OUT("Everybody signed out"),
	SESSION_LIMIT("Signed out, because there were too many devices", Seen.BY_OWNER),
	SESSION_REPLACED("Session replaced after a change of the password"),
	REFRESH_REUSE("Signed out, because a used token came again", Seen.BY_OWNER, Cause.FAILURE),
	PASSWORD_CHANGED("Password changed", Seen.BY_OWNER),
	PASSWORD_CHANGE_FAILED("Password not changed", Seen.BY_OWNER, Cause.REFUSAL),
	PROOF_RENEWED("Proved once more who it is", Seen.BY_OWNER),
	PROOF_FAILED("Proof refused", Seen.BY_OWNER, Cause.REFUSAL),
	PASSWORD_RESET("Password reset by an administrator", Seen.BY_OWNER),
	LINK_SENT("Link for the password from an administrator", Seen.BY_OWNER),
	LINK_REFUSED("Link refused", Seen.BY_AUDITORS, Cause.REFUSAL), FACTOR_ADDED("Second factor set up", Seen.BY_OWNER),
	FACTOR_REMOVED("Second factor removed", Seen.BY_OWNER), RECOVERY_CODES_RENEWED("New recovery codes", Seen.BY_OWNER),
	RECOVERY_CODE_USED("Recovery code used", Seen.BY_OWNER),
	FACTORS_RESET("Second factors removed by an administrator", Seen.BY_OWNER),
	ACCOUNT_CREATED("Account created", Seen.BY_OWNER), ACCOUNT_DELETED("Account deleted"),
	STATUS_CHANGED("Account disabled or enabled", Seen.BY_OWNER), ROLES_CHANGED("Roles changed", Seen.BY_OWNER),
	EMAIL_CHANGED("E-mail address changed", Seen.BY_OWNER),
	MAIL_GIVEN_UP("Mail not delivered", Seen.BY_AUDITORS, Cause.FAILURE), ROLE_CHANGED("Permissions of a role changed"),
	ROLE_DELETED("Role deleted"), KEY_ROTATED("Signing key rotated"), KEY_REVOKED("Signing key revoked"),
	APPLICATION_REGISTERED("Application registered"), APPLICATION_CHANGED("Application changed"),
	APPLICATION_SECRET_RENEWED("New secret for an application"), APPLICATION_DELETED("Application deleted"),
	APPLICATION_ENTERED("Application entered", Seen.BY_OWNER),
	DEVICE_APPROVED("Application allowed on a device", Seen.BY_OWNER),
	LOGOUT_NOTICE_GIVEN_UP("Application never heard of a sign-out", Seen.BY_AUDITORS, Cause.FAILURE),
	APPLICATION_TOKEN_REUSE("Application shut out, because a used code or token came again", Seen.BY_OWNER,
			Cause.FAILURE),
	APPLICATION_ACCESS_ENDED("Application's access taken away", Seen.BY_OWNER), USERS_IMPORTED("Users imported"),
	USERS_EXPORTED("Users exported"), ACCESS_DENIED("Access denied", Seen.BY_AUDITORS, Cause.REFUSAL),
	CSRF_REFUSED("Forged request refused", Seen.BY_AUDITORS, Cause.REFUSAL),
	DEPENDENCY_DOWN("Dependency down", Seen.BY_AUDITORS, Cause.FAILURE), DEPENDENCY_UP("Dependency up");

	/** The codes of the events that the owner of the account may see. */
	static final List<String> SEEN_BY_OWNER = Stream.of(values())
		.filter((type) -> type.seen == Seen.BY_OWNER)
		.map(EventType::code)
		.toList();

	private final String title;

	private final Seen seen;

	private final Cause cause;

	EventType(String title) {
		this(title, Seen.BY_AUDITORS);
	}

	EventType(String title, Seen seen) {
		this(title, seen, Cause.SUCCESS);
	}

	EventType(String title, Seen seen, Cause cause) {
		this.title = title;
		this.seen = seen;
		this.cause = cause;
	}

	public static Optional<EventType> of(String code) {
		return Stream.of(values()).filter((type) -> type.code().equals(code)).findFirst();
	}

	/**
	 * Return the code, in lower case. Public, like the title, because a page asks for it.
	 */
	public String code() {
		return name().toLowerCase(Locale.ROOT);
	}

	/**
	 * Return the name that pages show.
	 */
	public String title() {
		return this.title;
	}

	public String outcome() {
		return (this.cause == Cause.SUCCESS) ? "success" : "failure";
	}

	/**
	 * Return whether it is a refusal, which a client can cause as often as it likes.
	 */
	public boolean isRefusal() {
		return this.cause == Cause.REFUSAL;
	}

	private enum Seen {

		BY_OWNER, BY_AUDITORS

	}

	private enum Cause {

		SUCCESS, FAILURE, REFUSAL

	}

}
