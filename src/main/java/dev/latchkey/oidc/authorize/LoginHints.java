package dev.latchkey.oidc.authorize;

import dev.latchkey.application.Application;
import dev.latchkey.application.ApplicationDirectory;
import dev.latchkey.oauth.PushedRequests;
import dev.latchkey.oidc.PlainText;
import dev.latchkey.web.ContinueTarget;
import dev.latchkey.web.NameHint;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessException;

/**
 * Finds the name by which an application expects a person to sign in (OpenID Connect Core
 * 1.0, 3.1.2.1, {@code login_hint}). It stands in the authorization request to which the
 * login leads back, or in the pushed one to which that refers; nothing else keeps it.
 */
class LoginHints implements NameHint {

	private static final String NAME = "login_hint";

	/** Of an email address (RFC 5321, 4.5.3.1.3). */
	private static final int LONGEST = 254;

	private final ApplicationDirectory directory;

	private final PushedRequests pushed;

	LoginHints(ApplicationDirectory directory, PushedRequests pushed) {
		this.directory = directory;
		this.pushed = pushed;
	}

	@Override
	public @Nullable String in(String target) {
		String path = ContinueTarget.home() + AuthorizePage.PATH.substring(1) + "?";
		@Nullable String hint = target.startsWith(path) ? hint(target.substring(path.length())) : null;
		return (hint != null && hint.length() <= LONGEST && PlainText.is(hint)) ? hint : null;
	}

	private @Nullable String hint(String query) {
		@Nullable String reference = RequestQuery.value(query, "request_uri");
		@Nullable String clientId = RequestQuery.value(query, "client_id");
		if (reference == null || clientId == null) {
			return RequestQuery.value(query, NAME);
		}
		@Nullable Application application = this.directory.byClientId(clientId);
		return (application != null) ? pushedHint(reference, application) : null;
	}

	private @Nullable String pushedHint(String reference, Application application) {
		try {
			return this.pushed.find(reference, application)
				.map((request) -> RequestQuery.value(request, NAME))
				.orElse(null);
		}
		catch (DataAccessException ex) {
			// the page is there without a database too
			return null;
		}
	}

}
