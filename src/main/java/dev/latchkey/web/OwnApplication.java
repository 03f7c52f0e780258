package dev.latchkey.web;

import java.time.Instant;
import java.util.List;

import dev.latchkey.application.Application;
import dev.latchkey.application.ProxyAccess;
import dev.latchkey.oauth.ConnectedApplication;
import dev.latchkey.url.HostName;
import org.jspecify.annotations.Nullable;

/**
 * An application as its page shows it to a person who may use it or has granted it
 * access.
 *
 * @param application the application
 * @param connection what it holds of the person's, if it holds anything
 */
record OwnApplication(Application application, @Nullable ConnectedApplication connection) {

	/**
	 * Return where people find it.
	 * @return its home, or else its first host; {@code null} if it has neither
	 */
	public @Nullable String address() {
		return (this.application.home() != null) ? this.application.home() : firstHost(this.application.proxy());
	}

	private static @Nullable String firstHost(@Nullable ProxyAccess proxy) {
		if (proxy == null) {
			return null;
		}
		String host = proxy.hosts().get(0);
		return (HostName.isLoopback(host) ? "http://" : "https://") + host + "/";
	}

	/**
	 * Return since when it holds a grant of the person's, or {@code null} if it holds
	 * none.
	 */
	public @Nullable Instant grantedAt() {
		return (this.connection != null) ? this.connection.grantedAt() : null;
	}

	/**
	 * Return what that is for.
	 */
	public List<String> scopes() {
		return (this.connection != null) ? List.copyOf(this.connection.scopes()) : List.of();
	}

}
