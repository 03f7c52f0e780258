package dev.latchkey.text;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

import org.apache.tomcat.util.net.IPv6Utils;
import org.jspecify.annotations.Nullable;

/**
 * Reads an IP address from text without asking a name server, as
 * {@link InetAddress#getByName} would for any text that is not an address.
 */
public final class IpAddress {

	private static final int LONGEST = 45;

	private static final String OCTET = "(?:[01]?\\d?\\d|2[0-4]\\d|25[0-5])";

	private static final Pattern IPV4 = Pattern.compile(OCTET + "(?:\\." + OCTET + "){3}");

	// the JDK looks up no text with a colon that begins like this
	private static final Pattern LIKE_IPV6 = Pattern.compile("(?!.*[0-9A-Fa-f]{5})[0-9A-Fa-f]*:[0-9A-Fa-f:.]*");

	private IpAddress() {
	}

	/**
	 * Read an address: IPv4 with four decimal parts, or IPv6 (RFC 4291, 2.2) without a
	 * zone.
	 * @param text the text
	 * @return the address, or {@code null} if the text is none; IPv4 if it is an IPv4
	 * address mapped into IPv6
	 */
	public static @Nullable InetAddress parse(String text) {
		if (text.length() > LONGEST) {
			return null;
		}
		try {
			if (IPV4.matcher(text).matches()) {
				return InetAddress.getByAddress(octets(text));
			}
			return LIKE_IPV6.matcher(text).matches() ? InetAddress.getByName(text) : null;
		}
		catch (UnknownHostException ex) {
			return null;
		}
	}

	/**
	 * Return an address in the one form that people are shown: of IPv6 the shortest (RFC
	 * 5952, 4), of IPv4 that is mapped into IPv6 the IPv4 address.
	 * @param text an address, with or without a zone, or any other text
	 * @return the address, or the same text if it is none
	 */
	public static String canonical(String text) {
		if (text.indexOf(':') < 0) {
			return text;
		}
		int zone = text.indexOf('%');
		@Nullable InetAddress address = parse((zone >= 0) ? text.substring(0, zone) : text);
		if (address == null) {
			return text;
		}
		return IPv6Utils.canonize(address.getHostAddress()) + ((zone >= 0) ? text.substring(zone) : "");
	}

	/**
	 * Return an address in the form that people are shown.
	 * @param address its 4 or 16 bytes
	 * @return the address
	 */
	public static String canonical(byte[] address) {
		try {
			return IPv6Utils.canonize(InetAddress.getByAddress(address).getHostAddress());
		}
		catch (UnknownHostException ex) {
			throw new IllegalArgumentException("An address has 4 or 16 bytes", ex);
		}
	}

	private static byte[] octets(String text) {
		String[] parts = text.split("\\.", -1);
		byte[] octets = new byte[parts.length];
		for (int i = 0; i < parts.length; i++) {
			octets[i] = (byte) Integer.parseInt(parts[i]);
		}
		return octets;
	}

}
