package dev.latchkey.login;

import java.util.Objects;

import dev.latchkey.mode.CredentialCheck;
import dev.latchkey.mode.CredentialResolver;
import dev.latchkey.session.Session;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * Finds the session of a browser that opens a public page, which only shows whose it is.
 * Such a page also opens with a credential that is not valid, and without a database.
 */
class PresentSession {

	// a browser sends two; each may cost a look into Redis, and a head has room for
	// hundreds
	private static final int MOST_LOOKED_UP = 4;

	private final CredentialResolver credentialResolver;

	private final CredentialCheck credentialCheck;

	PresentSession(CredentialResolver credentialResolver, CredentialCheck credentialCheck) {
		this.credentialResolver = credentialResolver;
		this.credentialCheck = credentialCheck;
	}

	/**
	 * Return the live session of a credential of any kind: a page that needs a session
	 * would renew an access cookie that has expired.
	 * @return the session, or {@code null} where there is none or none can be found
	 */
	@Nullable Session find(HttpServletRequest request) {
		return this.credentialResolver.allValues(request)
			.stream()
			.limit(MOST_LOOKED_UP)
			.map(this::open)
			.filter(Objects::nonNull)
			.findFirst()
			.orElse(null);
	}

	private @Nullable Session open(String credential) {
		try {
			return this.credentialCheck.inspect(credential).reading().session();
		}
		catch (RuntimeException ex) {
			// of any kind: the page then shows what it shows to a stranger
			return null;
		}
	}

}
