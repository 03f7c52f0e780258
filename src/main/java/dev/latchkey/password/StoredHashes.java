package dev.latchkey.password;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

/**
 * Reads hashes of passwords: Latchkey's own, and those that other systems made. Those are
 * in Spring Security's form, with an id in braces ({@code {bcrypt}}, {@code {scrypt}},
 * {@code {pbkdf2}}, {@code {argon2}}, each also with {@code @SpringSecurity_v5_8}), or in
 * the usual ones: {@code $2a$}, {@code $2b$} and {@code $2y$} of bcrypt; the PHC string
 * format of Argon2 ({@code $argon2id$}) and scrypt ({@code $scrypt$}), and passlib's
 * modular crypt format of PBKDF2 ({@code $pbkdf2-sha256$}). Each has its parameters
 * checked before any work is done for it.
 *
 * @see <a href=
 * "https://github.com/P-H-C/phc-string-format/blob/master/phc-sf-spec.md">PHC string
 * format</a>
 */
final class StoredHashes {

	private static final Pattern FORM = Pattern
		.compile("(?:\\{([a-z0-9]+)(?:@SpringSecurity_v5_8)?\\})?(\\$([a-z0-9-]*)\\$.*|[0-9a-f]+)");

	private static final Pattern BCRYPT = Pattern.compile("\\$2[aby]\\$([0-3][0-9])\\$[./A-Za-z0-9]{53}");

	private static final Map<String, Function<String, Optional<StoredHash>>> USUAL = Map.ofEntries(
			Map.entry("2a", StoredHashes::bcrypt), Map.entry("2b", StoredHashes::bcrypt),
			Map.entry("2y", StoredHashes::bcrypt), Map.entry("argon2id", Argon2Hash::parse),
			Map.entry("argon2i", Argon2Hash::parse), Map.entry("argon2d", Argon2Hash::parse),
			Map.entry("scrypt", ScryptHash::usual), Map.entry("pbkdf2", Pbkdf2Hash::usual),
			Map.entry("pbkdf2-sha1", Pbkdf2Hash::usual), Map.entry("pbkdf2-sha256", Pbkdf2Hash::usual),
			Map.entry("pbkdf2-sha512", Pbkdf2Hash::usual));

	private static final Map<String, Function<String, Optional<StoredHash>>> SPRINGS = Map.of("argon2",
			Argon2Hash::parse, "bcrypt", StoredHashes::bcrypt, "scrypt", ScryptHash::springs, "pbkdf2",
			Pbkdf2Hash::springs);

	private static final int LONGEST = 255;

	private StoredHashes() {
	}

	/**
	 * Read a hash.
	 * @param text the hash
	 * @return the hash, or nothing if it has no form that is known here
	 */
	static Optional<StoredHash> parse(String text) {
		Matcher form = FORM.matcher(text);
		if (text.length() > LONGEST || !form.matches()) {
			return Optional.empty();
		}
		Function<String, Optional<StoredHash>> reader = (form.group(1) != null) ? SPRINGS.get(form.group(1))
				: (form.group(3) != null) ? USUAL.get(form.group(3)) : null;
		return (reader != null) ? reader.apply(form.group(2)) : Optional.empty();
	}

	private static Optional<StoredHash> bcrypt(String hash) {
		Matcher parts = BCRYPT.matcher(hash);
		int cost = parts.matches() ? Integer.parseInt(parts.group(1)) : 0;
		// the encoder takes 4 to 31
		return (cost < 4 || cost > 31) ? Optional.empty() : Optional.of(new StoredHash(StoredHash.Kind.BCRYPT,
				(1L << cost) / 13, 5, (text) -> new BCryptPasswordEncoder().matches(text, hash)));
	}

}
