package dev.latchkey.transfer;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

import dev.latchkey.account.AccountBatches;
import dev.latchkey.account.AccountStatus;
import dev.latchkey.account.InvalidDisplayNameException;
import dev.latchkey.account.InvalidEmailException;
import dev.latchkey.account.ProfileUpdate;
import dev.latchkey.account.UnknownAccountException;
import dev.latchkey.account.username.InvalidUsernameException;
import dev.latchkey.account.username.Username;
import dev.latchkey.account.username.UsernameTakenException;
import dev.latchkey.password.InvalidHashException;
import dev.latchkey.password.Passwords;
import dev.latchkey.role.InvalidRoleException;
import dev.latchkey.role.LastAdministratorException;
import dev.latchkey.role.NotGrantableException;
import dev.latchkey.role.UnknownRoleException;
import org.jspecify.annotations.Nullable;

/**
 * Reads the users of one file. It remembers their names, so that no two lines are about
 * one user, however they write the name: in 64 bits each, of which two among a million
 * are the same once in 37 million files.
 */
final class UserReading {

	private static final Map<Class<? extends RuntimeException>, String> CODES = Map.of(InvalidUsernameException.class,
			"invalid-username", UsernameTakenException.class, "username-taken", InvalidEmailException.class,
			"invalid-email", InvalidDisplayNameException.class, "invalid-name", UnknownRoleException.class,
			"unknown-role", InvalidRoleException.class, "invalid-role", NotGrantableException.class, "not-grantable",
			LastAdministratorException.class, "last-administrator", UnknownAccountException.class, "unknown-user");

	private final Passwords passwords;

	private final NameSet names = new NameSet(ThreadLocalRandom.current().nextLong());

	UserReading(Passwords passwords) {
		this.passwords = passwords;
	}

	/**
	 * Return the code of what made a line fail, or {@code null} where it is not the
	 * line's fault.
	 */
	static @Nullable String codeOf(RuntimeException failure) {
		if (failure instanceof LineFaultException fault) {
			return fault.code();
		}
		return (failure instanceof InvalidHashException invalid) ? invalid.code() : CODES.get(failure.getClass());
	}

	/**
	 * Check a line.
	 * @throws RuntimeException with a {@linkplain #codeOf code} if the line cannot be
	 * taken
	 */
	WantedUser read(UserLine line) {
		if (line.username() == null) {
			throw new InvalidUsernameException();
		}
		String name = Username.of(line.username()).canonical();
		if (AccountBatches.isReserved(name)) {
			throw new InvalidUsernameException();
		}
		if (!this.names.add(name)) {
			throw new LineFaultException("duplicate");
		}
		@Nullable Set<String> roles = (line.roles() != null) ? new LinkedHashSet<>(line.roles()) : null;
		return new WantedUser(name, new ProfileUpdate(line.email(), line.name(), null), roles, status(line.status()),
				(line.passwordHash() != null) ? this.passwords.foreign(line.passwordHash()) : null);
	}

	private static @Nullable AccountStatus status(@Nullable String code) {
		return (code != null) ? AccountStatus.of(code).orElseThrow(() -> new LineFaultException("invalid-status"))
				: null;
	}

}
