package dev.latchkey.password;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;

/**
 * Argon2 (RFC 9106), as the PHC string format writes it.
 */
final class Argon2Hash {

	private static final Pattern FORM = Pattern.compile("\\$argon2(?:id|i|d)\\$(?:v=(?:16|19)\\$)?m=([1-9][0-9]{0,8}),"
			+ "t=([1-9][0-9]{0,4}),p=([1-9][0-9]{0,2})\\$([A-Za-z0-9+/]{11,86})\\$([A-Za-z0-9+/]{16,86})");

	private static final int LEAST_OF_A_LANE = 8;

	private Argon2Hash() {
	}

	static Optional<StoredHash> parse(String hash) {
		Matcher parts = FORM.matcher(hash);
		if (!parts.matches() || !Base64Text.isCanonical(parts.group(4)) || !Base64Text.isCanonical(parts.group(5))) {
			return Optional.empty();
		}
		long memory = Long.parseLong(parts.group(1));
		long passes = Long.parseLong(parts.group(2));
		if (memory < LEAST_OF_A_LANE * Long.parseLong(parts.group(3))) {
			return Optional.empty();
		}
		// sizes and cost of the encoder are for new hashes; it reads those of this one
		return Optional.of(new StoredHash(StoredHash.Kind.ARGON2, memory * passes / 1000, memory,
				(text) -> new Argon2PasswordEncoder(16, 32, 1, 8, 1).matches(text, hash)));
	}

}
