package dev.latchkey.throttle;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;

import dev.latchkey.text.IpAddress;

/**
 * The smallest network that one attacker is likely to control: an IPv4 address, or an
 * IPv6 /64.
 */
final class ClientNetwork {

	private static final int IPV6_PREFIX_BYTES = 8;

	private ClientNetwork() {
	}

	/**
	 * Return the network of an address. All text that is not an address is one network,
	 * so an attacker gains nothing by inventing more of it.
	 */
	static String of(String address) {
		int zone = address.indexOf('%');
		InetAddress parsed = IpAddress.parse((zone >= 0) ? address.substring(0, zone) : address);
		if (parsed == null) {
			return "unknown";
		}
		byte[] bytes = parsed.getAddress();
		return HexFormat.of()
			.formatHex((bytes.length > IPV6_PREFIX_BYTES) ? Arrays.copyOf(bytes, IPV6_PREFIX_BYTES) : bytes);
	}

}
