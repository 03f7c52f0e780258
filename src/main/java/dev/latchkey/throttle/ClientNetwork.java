package dev.latchkey.throttle;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;

import io.netty.util.NetUtil;

/**
 * The smallest network that one attacker is likely to control: an IPv4 address, or an
 * IPv6 /64.
 */
final class ClientNetwork {

	private static final int IPV6_PREFIX_BYTES = 8;

	private ClientNetwork() {
	}

	/**
	 * Return the network of an address. Asks no name server. All texts that are no
	 * address share one network, so that making up more of them gains nothing.
	 */
	static String of(String address) {
		byte[] bytes = NetUtil.createByteArrayFromIpAddressString(address);
		if (bytes == null) {
			return "unknown";
		}
		try {
			// an IPv4 address that came mapped into IPv6 becomes one again
			byte[] plain = InetAddress.getByAddress(bytes).getAddress();
			return HexFormat.of()
				.formatHex((plain.length > IPV6_PREFIX_BYTES) ? Arrays.copyOf(plain, IPV6_PREFIX_BYTES) : plain);
		}
		catch (UnknownHostException ex) {
			return "unknown";
		}
	}

}
