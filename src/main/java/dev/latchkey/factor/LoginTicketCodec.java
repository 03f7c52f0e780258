package dev.latchkey.factor;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.latchkey.crypto.Base64Url;
import dev.latchkey.crypto.DerivedKeys;
import dev.latchkey.crypto.RandomValues;
import dev.latchkey.crypto.TextMac;
import org.jspecify.annotations.Nullable;

/**
 * Writes and reads tickets: 32 random bytes, the account of the login, and a MAC. That
 * says who wrote it; whether it is good still is up to {@link LoginTickets}.
 */
class LoginTicketCodec {

	private static final int RANDOM = 32;

	private static final Pattern SHAPE = Pattern.compile(
			"(?<content>[A-Za-z0-9_-]{43}\\.(?<account>[A-Za-z0-9_-]{22})\\.(?<device>[A-Za-z0-9_-]{0,22})\\.(?<name>[A-Za-z0-9_-]{1,512}))\\.(?<mac>[A-Za-z0-9_-]{43})");

	private final TextMac macs;

	LoginTicketCodec(DerivedKeys keys) {
		this.macs = new TextMac(keys.forAuthenticating("latchkey: login tickets"));
	}

	LoginTicket write(String accountId, String username, @Nullable String deviceId) {
		String content = String.join(".", RandomValues.base64Url(RANDOM), accountId, (deviceId != null) ? deviceId : "",
				Base64Url.encode(username.getBytes(StandardCharsets.UTF_8)));
		return new LoginTicket(content + "." + this.macs.compute(content), accountId, username, deviceId);
	}

	/**
	 * Return what a ticket says, or nothing if this installation did not write it.
	 */
	Optional<LoginTicket> read(String text) {
		Matcher parts = SHAPE.matcher(text);
		if (!parts.matches() || !this.macs.verifies(parts.group("mac"), parts.group("content"))) {
			return Optional.empty();
		}
		String device = parts.group("device");
		String username = new String(Base64Url.decode(parts.group("name")), StandardCharsets.UTF_8);
		return Optional.of(new LoginTicket(text, parts.group("account"), username, device.isEmpty() ? null : device));
	}

}
