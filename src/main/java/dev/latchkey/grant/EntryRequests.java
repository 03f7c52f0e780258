package dev.latchkey.grant;

import java.nio.charset.StandardCharsets;

import dev.latchkey.crypto.Base64Url;
import dev.latchkey.crypto.DerivedKeys;
import dev.latchkey.crypto.TextMac;

/**
 * Writes entry requests into URLs, and reads them: the MAC, and then the fields, a line
 * each. So the login host leads a browser only to a path that was asked for on the
 * application's host.
 */
public class EntryRequests {

	/** The length of the longest path in characters. */
	public static final int LONGEST_PATH = 4096;

	private static final int MAC = 43;

	private static final int FIELDS = 4;

	// a host of 253 characters with a port, and all the rest of it, in base64
	private static final int LONGEST = MAC + (LONGEST_PATH + 512) * 4 / 3;

	private final TextMac mac;

	EntryRequests(DerivedKeys keys) {
		this.mac = new TextMac(keys.forAuthenticating("latchkey: entry requests"));
	}

	/**
	 * Write an entry request.
	 * @param request the request
	 * @return the text: letters, digits, {@code -} and {@code _}, at most 6,187 of them
	 * @throws IllegalArgumentException if a field has a line break in it, or the text
	 * would be too long to be read
	 */
	public String write(EntryRequest request) {
		String lines = String.join("\n", request.host(), request.scheme(), request.nonceHash(), request.path());
		String text = this.mac.compute(lines) + Base64Url.encode(lines.getBytes(StandardCharsets.UTF_8));
		if (lines.chars().filter((c) -> c == '\n').count() != FIELDS - 1 || text.length() > LONGEST) {
			throw new IllegalArgumentException("This cannot be asked for");
		}
		return text;
	}

	/**
	 * Read an entry request. It may be an old one: what it leads to is decided by the
	 * ticket.
	 * @param text the text
	 * @return the request
	 * @throws InvalidEntryRequestException if this installation has not written it so
	 */
	public EntryRequest read(String text) {
		if (text.length() <= MAC || text.length() > LONGEST) {
			throw new InvalidEntryRequestException();
		}
		String lines = decode(text.substring(MAC));
		if (!this.mac.verifies(text.substring(0, MAC), lines)) {
			throw new InvalidEntryRequestException();
		}
		String[] fields = lines.split("\n", -1);
		return new EntryRequest(fields[0], fields[1], fields[2], fields[3]);
	}

	private static String decode(String text) {
		try {
			return new String(Base64Url.decode(text), StandardCharsets.UTF_8);
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidEntryRequestException();
		}
	}

}
