package dev.latchkey.admin;

import java.util.List;
import java.util.stream.Stream;

import dev.latchkey.application.ApplicationDetails;
import dev.latchkey.application.ProxyAccess;
import dev.latchkey.text.SurroundingSpace;
import org.jspecify.annotations.Nullable;

/**
 * The form by which an application behind a reverse proxy is registered.
 *
 * @param name its name
 * @param clientId its client id; empty for a random one
 * @param home its address; empty for none
 * @param hosts its hosts, with spaces, commas or line ends between them
 * @param permission what one must hold to use it; empty for nothing
 * @param introspect whether it may ask about tokens
 */
record ApplicationForm(@Nullable String name, @Nullable String clientId, @Nullable String home, @Nullable String hosts,
		@Nullable String permission, @Nullable Boolean introspect) {

	@Nullable String chosenClientId() {
		return given(this.clientId);
	}

	/**
	 * Return the details. One that only asks about tokens needs no host.
	 */
	ApplicationDetails details() {
		boolean asks = Boolean.TRUE.equals(this.introspect);
		List<String> named = Stream.of(((this.hosts != null) ? this.hosts : "").split("[\\s,]+"))
			.filter((host) -> !host.isEmpty())
			.toList();
		@Nullable ProxyAccess proxy = (named.isEmpty() && asks) ? null : new ProxyAccess(named, false, false);
		return new ApplicationDetails((this.name != null) ? this.name : "", given(this.home), given(this.permission),
				proxy, null, asks);
	}

	private static @Nullable String given(@Nullable String text) {
		String bare = (text != null) ? SurroundingSpace.cut(text) : "";
		return bare.isEmpty() ? null : bare;
	}

}
