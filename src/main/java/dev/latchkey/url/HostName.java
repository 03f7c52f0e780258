package dev.latchkey.url;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.latchkey.text.IpAddress;
import org.jspecify.annotations.Nullable;

/**
 * The host of a URL, as clients write it and as Latchkey compares it: one form for each
 * host, so that no other spelling of it is another host. Texts that look like a name but
 * that browsers read as an address, such as {@code 127.1}, are not accepted.
 */
public final class HostName {

	// RFC 1035, 2.3.4: 255 bytes on the wire, which are 253 characters
	private static final int LONGEST_NAME = 253;

	private static final int LONGEST = LONGEST_NAME + ".:65535".length();

	private static final int HIGHEST_PORT = 65_535;

	private static final Pattern WITH_PORT = Pattern
		.compile("(?<name>[A-Za-z0-9.-]+|\\[[0-9A-Fa-f:.]+])(?::(?<port>[0-9]{1,5}))?");

	// RFC 1123, 2.1
	private static final String LABEL = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?";

	private static final Pattern NAME = Pattern.compile(LABEL + "(?:\\." + LABEL + ")*");

	// what browsers take for a part of an address (WHATWG URL, 3.5)
	private static final Pattern NUMBER_AT_END = Pattern.compile("(?:.*\\.)?(?:[0-9]+|0x[0-9a-f]*)");

	private static final Pattern LEADING_ZERO = Pattern.compile("(?:.*\\.)?0[0-9].*");

	private HostName() {
	}

	/**
	 * Return the one form of a host: in lower case, without the dot that may end a name,
	 * with its port unless the scheme has that one by default, and an IPv6 address in its
	 * shortest form (RFC 5952, 4) in brackets.
	 * @param host a host, with or without a port, as in a Host header (RFC 9110, 7.2)
	 * @param scheme {@code http} or {@code https}
	 * @return the host, or {@code null} if the text is none
	 */
	public static @Nullable String canonical(String host, String scheme) {
		if (host.length() > LONGEST) {
			return null;
		}
		Matcher parts = WITH_PORT.matcher(host);
		if (!parts.matches()) {
			return null;
		}
		String written = parts.group("name").toLowerCase(Locale.ROOT);
		@Nullable String name = (written.charAt(0) == '[') ? ofIpv6(written) : ofName(written);
		@Nullable String digits = parts.group("port");
		if (name == null || digits == null) {
			return name;
		}
		int port = Integer.parseInt(digits);
		if (port == 0 || port > HIGHEST_PORT) {
			return null;
		}
		return (port == defaultPort(scheme)) ? name : name + ":" + port;
	}

	/**
	 * Return whether a host is the machine on which the browser runs. Browsers look up no
	 * name under {@code localhost} (RFC 6761, 6.3).
	 * @param canonicalHost a host in its one form, with or without a port
	 * @return whether it is {@code localhost}, a name below it, or an address of the
	 * loopback interface
	 */
	public static boolean isLoopback(String canonicalHost) {
		if (canonicalHost.startsWith("[")) {
			return canonicalHost.startsWith("[::1]");
		}
		int colon = canonicalHost.indexOf(':');
		String name = (colon < 0) ? canonicalHost : canonicalHost.substring(0, colon);
		@Nullable InetAddress address = IpAddress.parse(name);
		return (address != null) ? address.isLoopbackAddress()
				: name.equals("localhost") || name.endsWith(".localhost");
	}

	private static @Nullable String ofName(String written) {
		String name = written.endsWith(".") ? written.substring(0, written.length() - 1) : written;
		if (name.length() > LONGEST_NAME || !NAME.matcher(name).matches()) {
			return null;
		}
		if (NUMBER_AT_END.matcher(name).matches()
				&& (IpAddress.parse(name) == null || LEADING_ZERO.matcher(name).matches())) {
			return null;
		}
		return name;
	}

	private static @Nullable String ofIpv6(String bracketed) {
		String written = bracketed.substring(1, bracketed.length() - 1);
		@Nullable InetAddress address = (written.indexOf(':') < 0) ? null : IpAddress.parse(written);
		if (address == null) {
			return null;
		}
		// an IPv4 address in IPv6 keeps its dots (RFC 5952, 5)
		return "[" + ((address instanceof Inet4Address) ? "::ffff:" + address.getHostAddress()
				: IpAddress.canonical(written)) + "]";
	}

	private static int defaultPort(String scheme) {
		return switch (scheme) {
			case "http" -> 80;
			case "https" -> 443;
			default -> 0;
		};
	}

}
