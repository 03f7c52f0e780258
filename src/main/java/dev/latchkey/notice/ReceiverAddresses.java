package dev.latchkey.notice;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.stream.Stream;

import org.apache.hc.client5.http.DnsResolver;

import org.springframework.security.util.matcher.InetAddressMatcher;
import org.springframework.security.util.matcher.InetAddressMatchers;

/**
 * Looks up where a notice goes. An administrator of applications names any address, and
 * must not reach by it what only this machine can reach. The connection is made to what
 * was looked up and checked here, so that a name cannot lead elsewhere a moment later.
 */
class ReceiverAddresses implements DnsResolver {

	// beyond loopback, link-local, private and unique local addresses: RFC 6890 and its
	// registries, and those that carry an IPv4 address
	private static final List<String> SPECIAL = List.of("0.0.0.0/8", "100.64.0.0/10", "192.0.0.0/24", "192.0.2.0/24",
			"192.88.99.0/24", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
			"::/96", "64:ff9b::/96", "64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32", "2002::/16",
			"3fff::/20", "5f00::/16", "fc00::/7", "fec0::/10", "ff00::/8");

	private static final InetAddressMatcher EXTERNAL = InetAddressMatchers.matchExternal()
		.excludeAddresses(SPECIAL)
		.build();

	private final boolean internal;

	/**
	 * Look up addresses.
	 * @param internal whether internal ones are good as well
	 */
	ReceiverAddresses(boolean internal) {
		this.internal = internal;
	}

	@Override
	public InetAddress[] resolve(String host) throws UnknownHostException {
		InetAddress[] found = InetAddress.getAllByName(host);
		if (!this.internal && !Stream.of(found).allMatch(EXTERNAL::matches)) {
			throw new UnknownHostException(
					"it has an internal address, and latchkey.oidc.internal-applications is not true");
		}
		return found;
	}

	@Override
	public String resolveCanonicalHostname(String host) {
		return host;
	}

}
