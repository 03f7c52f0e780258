package dev.latchkey.web.server;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;

import dev.latchkey.text.IpAddress;

/**
 * The networks that a client belongs to, each with the share that it may have: one share
 * for an IPv4 address or an IPv6 /64, and three for an IPv6 /48, because one site usually
 * has all of it.
 *
 * @param shares the networks, and how many shares they have
 */
record ClientNetworks(Map<String, Integer> shares) {

	/** Of a client that shares a connection with others. */
	static final ClientNetworks NONE = new ClientNetworks(Map.of());

	private static final int SUBNET_BYTES = 8;

	private static final int SITE_BYTES = 6;

	private static final int SITE_SHARES = 3;

	/**
	 * Return the networks of an address. All text that is not an address is one network.
	 */
	static ClientNetworks of(String address) {
		int zone = address.indexOf('%');
		InetAddress parsed = IpAddress.parse((zone >= 0) ? address.substring(0, zone) : address);
		if (parsed == null) {
			return new ClientNetworks(Map.of("unknown", 1));
		}
		byte[] bytes = parsed.getAddress();
		return (bytes.length > SUBNET_BYTES)
				? new ClientNetworks(Map.of(prefix(bytes, SUBNET_BYTES), 1, prefix(bytes, SITE_BYTES), SITE_SHARES))
				: new ClientNetworks(Map.of(prefix(bytes, bytes.length), 1));
	}

	private static String prefix(byte[] address, int length) {
		return HexFormat.of().formatHex(Arrays.copyOf(address, length));
	}

}
