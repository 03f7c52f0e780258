package dev.latchkey.introspection;

import dev.latchkey.application.Application;
import dev.latchkey.application.ApplicationDirectory;
import dev.latchkey.oauth.ApplicationTokens;
import dev.latchkey.oauth.InspectedToken;
import org.jspecify.annotations.Nullable;

/**
 * The tokens that applications were given by OAuth 2.0: which of them an application may
 * ask about, and end.
 */
class ApplicationsOwnTokens {

	private final ApplicationTokens tokens;

	private final ApplicationDirectory directory;

	ApplicationsOwnTokens(ApplicationTokens tokens, ApplicationDirectory directory) {
		this.tokens = tokens;
		this.directory = directory;
	}

	/**
	 * Look at a token.
	 * @return what it says, or {@code null} if it is not active, or the application may
	 * not ask about it
	 */
	@Nullable InspectedToken inspect(String token, ActingApplication asking) {
		@Nullable InspectedToken inspected = this.tokens.inspect(token);
		return (inspected != null
				&& (asking.mayAskAboutAll() || inspected.clientId().equals(asking.application().clientId())))
						? inspected : null;
	}

	/**
	 * Tell whether a token is of an application that acts for itself.
	 */
	boolean hangsOnNoGrant(String token) {
		return this.tokens.hangsOnNoGrant(token);
	}

	/**
	 * End the grant of a token that the application was given itself.
	 * @return whether every live node has confirmed it, which is also the case where
	 * nothing ended
	 */
	boolean revoke(String token, ActingApplication asking) {
		@Nullable Application application = this.directory.byClientId(asking.application().clientId());
		return application == null || !application.id().equals(asking.application().id())
				|| this.tokens.revoke(token, application);
	}

}
