package dev.latchkey.throttle;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;

import dev.latchkey.text.IpAddress;
import org.jspecify.annotations.Nullable;

/**
 * The networks that an address is in, from the smallest to the largest that one attacker
 * is likely to control. A home connection gets an IPv6 /56, and a small company a /48.
 *
 * @param host the IPv4 address, or the IPv6 /64
 * @param site the IPv6 /56, or {@code null} for an IPv4 address
 * @param block the IPv4 /24, or the IPv6 /48
 */
record ClientNetwork(String host, @Nullable String site, String block) {

	private static final int IPV4_BYTES = 4;

	private static final String UNKNOWN = "unknown";

	/**
	 * Return the networks of an address. All text that is not an address is one network,
	 * so an attacker gains nothing by inventing more of it.
	 */
	static ClientNetwork of(String address) {
		int zone = address.indexOf('%');
		InetAddress parsed = IpAddress.parse((zone >= 0) ? address.substring(0, zone) : address);
		if (parsed == null) {
			return new ClientNetwork(UNKNOWN, null, UNKNOWN);
		}
		byte[] bytes = parsed.getAddress();
		return (bytes.length == IPV4_BYTES) ? new ClientNetwork(hex(bytes, IPV4_BYTES), null, hex(bytes, 3))
				: new ClientNetwork(hex(bytes, 8), hex(bytes, 7), hex(bytes, 6));
	}

	private static String hex(byte[] bytes, int length) {
		return HexFormat.of().formatHex(Arrays.copyOf(bytes, length));
	}

}
