package dev.latchkey.audit.store;

import java.net.InetAddress;
import java.util.Arrays;

import dev.latchkey.text.IpAddress;
import org.jspecify.annotations.Nullable;

/**
 * The networks of an address, as text.
 *
 * @param near the smallest that one client is likely to control: the IPv4 address itself,
 * or the IPv6 /64; {@code null} where there is no address
 * @param far the one around it that one operator is likely to control: the IPv4 /24, or
 * the IPv6 /48
 */
record RefusalNetwork(@Nullable String near, @Nullable String far) {

	private static final RefusalNetwork NONE = new RefusalNetwork(null, null);

	private static final int IPV4_BYTES = 4;

	private static final int SUBNET_BYTES = 8;

	private static final int SITE_BYTES = 6;

	/**
	 * Return the networks of an address. All text that is not an address has none, so an
	 * attacker gains nothing by inventing more of it.
	 */
	static RefusalNetwork of(@Nullable String address) {
		if (address == null) {
			return NONE;
		}
		int zone = address.indexOf('%');
		InetAddress parsed = IpAddress.parse((zone >= 0) ? address.substring(0, zone) : address);
		if (parsed == null) {
			return NONE;
		}
		byte[] bytes = parsed.getAddress();
		return (bytes.length == IPV4_BYTES) ? ofIpv4(bytes, parsed.getHostAddress()) : ofIpv6(bytes);
	}

	private static RefusalNetwork ofIpv4(byte[] bytes, String address) {
		return new RefusalNetwork(address,
				"%s.%s.%s.0/24".formatted(bytes[0] & 0xff, bytes[1] & 0xff, bytes[2] & 0xff));
	}

	private static RefusalNetwork ofIpv6(byte[] bytes) {
		return new RefusalNetwork(prefix(bytes, SUBNET_BYTES) + "/64", prefix(bytes, SITE_BYTES) + "/48");
	}

	private static String prefix(byte[] address, int length) {
		return IpAddress.canonical(Arrays.copyOf(Arrays.copyOf(address, length), address.length));
	}

}
