package dev.latchkey.application;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import dev.latchkey.url.HostName;
import org.jspecify.annotations.Nullable;

/**
 * Checks the way in behind a reverse proxy.
 */
final class ProxyAccessCheck {

	private static final int MOST_HOSTS = 20;

	private ProxyAccessCheck() {
	}

	/**
	 * Return it with each host once and in its one form.
	 * @throws InvalidApplicationException if there is no host, too many, or a text that
	 * is none
	 */
	static ProxyAccess canonical(ProxyAccess proxy) {
		Set<String> hosts = new LinkedHashSet<>();
		for (String host : proxy.hosts()) {
			@Nullable String canonical = withoutDefaultPort(host);
			if (canonical == null) {
				throw invalid();
			}
			hosts.add(canonical);
		}
		if (hosts.isEmpty() || hosts.size() > MOST_HOSTS) {
			throw invalid();
		}
		return new ProxyAccess(List.copyOf(hosts), proxy.assertion(), proxy.bearer());
	}

	/**
	 * Return the one form of a host, of which only a request tells the scheme: no host
	 * has http on port 443, or https on port 80.
	 */
	private static @Nullable String withoutDefaultPort(String host) {
		@Nullable String canonical = HostName.canonical(host, "https");
		return (canonical != null) ? HostName.canonical(canonical, "http") : null;
	}

	private static InvalidApplicationException invalid() {
		return new InvalidApplicationException("proxy.hosts",
				"must name 1 to 20 hosts, such as wiki.example.com or localhost:3000");
	}

}
