package dev.latchkey.application;

import java.util.regex.Pattern;

import dev.latchkey.startup.StartupException;
import org.jspecify.annotations.Nullable;

/**
 * An entry of {@code latchkey.applications} that has been checked.
 *
 * @param place which entry it is, such as {@code latchkey.applications[0]}
 * @param clientId its client id
 * @param details what it says, in the form that is stored
 * @param secretHash the hash of its secret, if one of its ways in takes one
 */
record ApplicationDeclaration(String place, String clientId, ApplicationDetails details, @Nullable String secretHash) {

	private static final String ACTION = "Correct this entry of latchkey.applications, or take it out, and start again.";

	// a client may form-encode a secret or not (RFC 6749, 2.3.1): these mean the same
	private static final Pattern SECRET = Pattern.compile("[!-~&&[^%+]]{16,256}");

	/**
	 * Check an entry.
	 * @throws StartupException if a member is not valid
	 */
	static ApplicationDeclaration of(int index, DeclaredApplication entry, ClientIds clientIds) {
		String place = "latchkey.applications[%s]".formatted(index);
		try {
			String clientId = clientIds.check(entry.requiredClientId());
			ApplicationDetails details = entry.details();
			return new ApplicationDeclaration(place, clientId, details,
					details.needsSecret() ? secretHash(entry) : null);
		}
		catch (InvalidApplicationException ex) {
			throw refused(place, entry.clientId(), String.valueOf(ex.getMessage()).replace('_', '-'));
		}
	}

	private static String secretHash(DeclaredApplication entry) {
		@Nullable String secret = entry.clientSecret();
		if (secret == null || !SECRET.matcher(secret).matches()) {
			throw new InvalidApplicationException("client_secret",
					"is what such an application proves itself with: name one of 16 to 256 visible ASCII characters "
							+ "without percent and plus signs (openssl rand -hex 32)");
		}
		return ApplicationSecret.hash(secret);
	}

	/**
	 * Return what refuses the start because of this entry.
	 */
	StartupException refused(String fault) {
		return refused(this.place, this.clientId, fault);
	}

	private static StartupException refused(String place, @Nullable String clientId, String fault) {
		return new StartupException(
				"%s%s: %s.".formatted(place, (clientId != null) ? " (" + clientId + ")" : "", fault), ACTION);
	}

	/**
	 * Keep the hash out of logs.
	 */
	@Override
	public String toString() {
		return "ApplicationDeclaration[" + this.place + "]";
	}

}
