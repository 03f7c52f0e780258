package dev.latchkey.oidc.logout;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

import dev.latchkey.application.Application;
import org.jspecify.annotations.Nullable;

/**
 * What an application asks for when it sends a browser to be signed out.
 *
 * @param application who asks, or {@code null} if that is not known
 * @param hint whose session is meant, or {@code null} if that is not said
 * @param redirectUri where to go then, which is registered; {@code null} for nowhere
 * @param state what the application wants back
 * @param valid whether all that it says is so; otherwise the browser is led nowhere
 */
record LogoutRequest(@Nullable Application application, @Nullable LogoutHint hint, @Nullable String redirectUri,
		@Nullable String state, boolean valid) {

	/**
	 * Return where the browser goes when it is signed out, with the state as the
	 * application sent it.
	 * @param otherwise where it goes if the application has not said it
	 */
	String target(String otherwise) {
		if (!this.valid || this.redirectUri == null) {
			return otherwise;
		}
		return (this.state == null) ? this.redirectUri
				: this.redirectUri + ((this.redirectUri.indexOf('?') < 0) ? '?' : '&') + "state="
						+ URLEncoder.encode(this.state, StandardCharsets.UTF_8);
	}

}
