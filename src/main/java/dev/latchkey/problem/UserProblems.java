package dev.latchkey.problem;

import dev.latchkey.account.AccountDisabledException;
import dev.latchkey.account.EmailTakenException;
import dev.latchkey.account.InvalidDisplayNameException;
import dev.latchkey.account.InvalidEmailException;
import dev.latchkey.account.UnknownAccountException;
import dev.latchkey.account.username.InvalidUsernameException;
import dev.latchkey.account.username.UsernameTakenException;
import dev.latchkey.mail.InvalidLinkException;
import dev.latchkey.mail.NoMailException;
import dev.latchkey.password.PasswordRejectedException;
import dev.latchkey.role.InvalidRoleException;
import dev.latchkey.role.LastAdministratorException;
import dev.latchkey.role.RoleInUseException;
import dev.latchkey.role.UnknownRoleException;
import dev.latchkey.session.UnknownSessionException;

import org.springframework.http.HttpStatus;

/**
 * The problems of users and what belongs to them: passwords, sessions, roles, mail.
 */
final class UserProblems {

	private UserProblems() {
	}

	static void addTo(ProblemTable table) {
		table.on(PasswordRejectedException.class,
				(ex) -> Problem.of(HttpStatus.BAD_REQUEST, "password-rejected", "The new password breaks a rule")
					.with("rule", ex.rule()));
		table.on(UnknownAccountException.class, HttpStatus.NOT_FOUND, "unknown-user", "There is no such user");
		table.on(UnknownSessionException.class, HttpStatus.NOT_FOUND, "unknown-session", "There is no such session");
		table.on(UnknownRoleException.class, HttpStatus.BAD_REQUEST, "unknown-role", "There is no such role");
		table.on(InvalidRoleException.class, HttpStatus.BAD_REQUEST, "invalid-role",
				"A role or a permission has a name that is not allowed, or there are too many");
		table.on(InvalidUsernameException.class, HttpStatus.BAD_REQUEST, "invalid-username", "The name is not allowed");
		table.on(UsernameTakenException.class, HttpStatus.CONFLICT, "username-taken", "The name is taken");
		table.on(InvalidLinkException.class, HttpStatus.BAD_REQUEST, "invalid-token",
				"The link is not good, or no longer");
		table.on(NoMailException.class, HttpStatus.CONFLICT, "no-mail", "There is no mail server");
		table.on(AccountDisabledException.class, HttpStatus.CONFLICT, "account-disabled", "The account is disabled");
		table.on(InvalidEmailException.class, HttpStatus.BAD_REQUEST, "invalid-email",
				"The e-mail address is not allowed");
		table.on(EmailTakenException.class, HttpStatus.CONFLICT, "email-taken",
				"Another account has this e-mail address");
		table.on(InvalidDisplayNameException.class, HttpStatus.BAD_REQUEST, "invalid-name", "The name is not allowed");
		table.on(InvalidImportException.class,
				(ex) -> Problem.of(HttpStatus.BAD_REQUEST, "invalid-import", "The file cannot be taken")
					.with("reason", ex.reason()));
		table.on(LastAdministratorException.class, HttpStatus.CONFLICT, "last-administrator",
				"No administrator would be left");
		table.on(RoleInUseException.class, HttpStatus.CONFLICT, "role-in-use", "The role is in use");
	}

}
