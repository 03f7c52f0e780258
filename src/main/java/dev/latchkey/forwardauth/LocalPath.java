package dev.latchkey.forwardauth;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

import dev.latchkey.grant.EntryRequests;
import org.jspecify.annotations.Nullable;

import org.springframework.web.util.UriUtils;

/**
 * The path, with its query, that a person wanted to see on the host of an application. It
 * is the application's, and comes back byte for byte; what a browser could take for the
 * address of another host is ignored (ASVS 5.0 3.7.2).
 */
final class LocalPath {

	/** Where a path is not known or not local. */
	static final String ROOT = "/";

	/** In bytes. Encoded, three times as long, it fits into the head of an answer. */
	static final int LONGEST = EntryRequests.LONGEST_PATH;

	private static final String PARAMETER = "to=";

	private static final HexFormat HEX = HexFormat.of().withUpperCase();

	private LocalPath() {
	}

	/**
	 * Return a path if it is one of the same host, or the root.
	 */
	private static String orRoot(@Nullable String wanted) {
		return (wanted != null && isLocal(wanted)) ? wanted : ROOT;
	}

	private static boolean isLocal(String path) {
		boolean host = path.startsWith("//") || path.startsWith("/\\");
		return path.startsWith("/") && !host && path.length() <= LONGEST
				&& path.chars().allMatch((character) -> character > ' ' && character < 0x7f);
	}

	/**
	 * Return the path of a request as the proxy tells it, in which what is no visible
	 * ASCII is percent-encoded, as browsers do.
	 */
	static String ofRequest(@Nullable String target) {
		if (target == null || target.length() > LONGEST) {
			return ROOT;
		}
		StringBuilder path = new StringBuilder(target.length());
		for (byte value : target.getBytes(StandardCharsets.ISO_8859_1)) {
			if (value > ' ' && value < 0x7f) {
				path.append((char) value);
			}
			else {
				path.append('%').append(HEX.toHexDigits(value));
			}
		}
		return orRoot(path.toString());
	}

	/**
	 * Return the path that a query names, or the root where that is not local.
	 * @param query the query as it came, or {@code null} where there is none
	 */
	static String ofQuery(@Nullable String query) {
		return orRoot(namedIn(query));
	}

	/**
	 * Return what a query names as the path, unchecked. One that is not encoded goes on
	 * to the end of the query: a proxy that writes the path of a request there does not
	 * encode what is in it.
	 * @return the text, or {@code null} if there is none
	 */
	static @Nullable String namedIn(@Nullable String query) {
		@Nullable String value = valueIn((query != null) ? query : "");
		boolean encoded = value != null && value.regionMatches(true, 0, "%2f", 0, 3);
		return (value != null && encoded) ? decoded(value.split("&", 2)[0]) : value;
	}

	private static @Nullable String valueIn(String query) {
		if (query.startsWith(PARAMETER)) {
			return query.substring(PARAMETER.length());
		}
		int at = query.indexOf("&" + PARAMETER);
		return (at >= 0) ? query.substring(at + 1 + PARAMETER.length()) : null;
	}

	private static @Nullable String decoded(String value) {
		try {
			return UriUtils.decode(value, StandardCharsets.ISO_8859_1);
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

	/**
	 * Return a query that names a path, all of it encoded.
	 */
	static String query(String path) {
		return PARAMETER + UriUtils.encode(path, StandardCharsets.US_ASCII);
	}

}
