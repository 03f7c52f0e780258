package dev.latchkey.factor.passkey;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.latchkey.crypto.DerivedKeys;
import dev.latchkey.crypto.RandomIds;
import dev.latchkey.crypto.TextMac;

import org.springframework.security.web.webauthn.api.Bytes;

/**
 * Challenges that no node has to remember: 16 random bytes, when they expire, and a MAC
 * that binds both to a ceremony. A client that only asks for challenges therefore writes
 * nothing; a row is written where one has led to a success, so that it is good once.
 */
class PasskeyChallenges {

	/** How long a person has for a ceremony. */
	static final Duration LIFETIME = Duration.ofMinutes(5);

	// clocks of nodes may differ
	private static final Duration SKEW = Duration.ofMinutes(1);

	private static final Pattern SHAPE = Pattern
		.compile("(?<content>[A-Za-z0-9_-]{22}\\.(?<expiry>[0-9]{10}))\\.(?<mac>[A-Za-z0-9_-]{43})");

	private final TextMac macs;

	private final Clock clock;

	PasskeyChallenges(DerivedKeys keys, Clock clock) {
		this.macs = new TextMac(keys.forAuthenticating("latchkey: challenges of passkeys"));
		this.clock = clock;
	}

	/**
	 * Return a new challenge.
	 * @param ceremony what it is for, and nothing else
	 */
	Bytes next(String... ceremony) {
		String content = RandomIds.next() + "." + this.clock.instant().plus(LIFETIME).getEpochSecond();
		String text = content + "." + this.macs.compute(parts(content, ceremony));
		return new Bytes(text.getBytes(StandardCharsets.US_ASCII));
	}

	/**
	 * Tell whether a challenge was made for a ceremony, and has not expired.
	 */
	boolean isGood(Bytes challenge, String... ceremony) {
		Matcher parts = SHAPE.matcher(new String(challenge.getBytes(), StandardCharsets.US_ASCII));
		if (!parts.matches() || !this.macs.verifies(parts.group("mac"), parts(parts.group("content"), ceremony))) {
			return false;
		}
		long left = Long.parseLong(parts.group("expiry")) - this.clock.instant().getEpochSecond();
		return left > 0 && left <= LIFETIME.plus(SKEW).toSeconds();
	}

	private static String[] parts(String content, String... ceremony) {
		String[] parts = new String[ceremony.length + 1];
		parts[0] = content;
		System.arraycopy(ceremony, 0, parts, 1, ceremony.length);
		return parts;
	}

}
