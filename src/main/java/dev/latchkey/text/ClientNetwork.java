package dev.latchkey.text;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.regex.Pattern;

/**
 * The networks of a client's address, from the smallest to the largest that one client is
 * likely to have to itself: a home usually gets an IPv6 /56, and a small company a /48.
 * Each is written as an address with the length of its prefix (RFC 4632, 3.1; RFC 4291,
 * 2.3), in one way only (RFC 5952).
 *
 * @param host the IPv4 address, without a length, or the IPv6 /64
 * @param site the IPv6 /56; of IPv4 the host
 * @param block the IPv4 /24, or the IPv6 /48
 */
public record ClientNetwork(String host, String site, String block) {

	private static final ClientNetwork UNKNOWN = new ClientNetwork("unknown", "unknown", "unknown");

	private static final Pattern LAST_ZEROS = Pattern.compile("(?:(?:^|:)0)+$");

	/**
	 * Return the networks of an address. All text that is not an address is one network,
	 * so an attacker gains nothing by inventing more of it.
	 * @param address the address, IPv6 with a zone or without
	 * @return its networks; those of IPv4 if it is an IPv4 address mapped into IPv6
	 */
	public static ClientNetwork of(String address) {
		int zone = address.indexOf('%');
		InetAddress parsed = IpAddress.parse((zone >= 0) ? address.substring(0, zone) : address);
		if (parsed == null) {
			return UNKNOWN;
		}
		return (parsed instanceof Inet6Address) ? ofIpv6(ByteBuffer.wrap(parsed.getAddress()).getLong())
				: ofIpv4(parsed.getHostAddress());
	}

	private static ClientNetwork ofIpv4(String address) {
		return new ClientNetwork(address, address, address.substring(0, address.lastIndexOf('.')) + ".0/24");
	}

	private static ClientNetwork ofIpv6(long firstHalf) {
		return new ClientNetwork(prefix(firstHalf, 64), prefix(firstHalf, 56), prefix(firstHalf, 48));
	}

	private static String prefix(long firstHalf, int length) {
		long bits = firstHalf >>> (Long.SIZE - length) << (Long.SIZE - length);
		String text = "%x:%x:%x:%x".formatted(bits >>> 48, bits >>> 32 & 0xffff, bits >>> 16 & 0xffff, bits & 0xffff);
		// the second half is zero: no other zeros in a row are as many as the last
		return LAST_ZEROS.matcher(text).replaceFirst("") + "::/" + length;
	}

	/**
	 * Return whether these are networks of an IPv6 address, of which a site has many
	 * hosts.
	 * @return {@code false} also for what is no address
	 */
	public boolean isIpv6() {
		return !this.site.equals(this.host);
	}

}
