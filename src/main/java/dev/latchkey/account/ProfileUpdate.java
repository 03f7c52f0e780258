package dev.latchkey.account;

import java.text.Normalizer;

import dev.latchkey.text.SupportedLanguages;
import dev.latchkey.text.SurroundingSpace;
import dev.latchkey.text.VisibleCharacters;
import org.jspecify.annotations.Nullable;

/**
 * What is to be known of a person from now on. {@code null} keeps a value, and an empty
 * text removes it.
 *
 * @param email the address
 * @param name how the person is called: 1 to 100 code points
 * @param language the language of pages and letters
 */
public record ProfileUpdate(@Nullable String email, @Nullable String name, @Nullable String language) {

	/** Changes nothing. */
	public static final ProfileUpdate NOTHING = new ProfileUpdate(null, null, null);

	private static final int LONGEST = 100;

	// composition makes one code point of at most four, each of up to two chars
	private static final int LONGEST_INPUT = LONGEST * 8;

	/**
	 * Check the parts and bring them into the form that is stored.
	 * @throws InvalidEmailException if mail cannot be sent to the address
	 * @throws InvalidDisplayNameException if the name cannot be shown in one line
	 * @throws IllegalArgumentException if there are no texts in that language
	 */
	public ProfileUpdate {
		email = (email == null || email.isBlank()) ? cut(email) : EmailAddress.of(email).text();
		name = (name != null) ? nameOf(name) : null;
		if (language != null && !SupportedLanguages.isCodeOrEmpty(language)) {
			throw new IllegalArgumentException("There are no texts in that language");
		}
	}

	private static @Nullable String cut(@Nullable String blank) {
		return (blank != null) ? "" : null;
	}

	private static String nameOf(String typed) {
		String bare = SurroundingSpace.cut(typed);
		if (bare.length() > LONGEST_INPUT) {
			throw new InvalidDisplayNameException();
		}
		String composed = Normalizer.normalize(bare, Normalizer.Form.NFC);
		if (composed.codePointCount(0, composed.length()) > LONGEST
				|| !composed.codePoints().allMatch((c) -> c == ' ' || VisibleCharacters.isVisible(c))) {
			throw new InvalidDisplayNameException();
		}
		return composed;
	}

	/**
	 * Return the profile that this makes of another.
	 * @param before the other
	 * @return the profile
	 */
	AccountProfile applyTo(AccountProfile before) {
		String after = merge(this.email, before.email());
		boolean sameAddress = after != null && after.equals(before.email());
		return new AccountProfile(after, sameAddress && before.emailConfirmed(), merge(this.name, before.name()),
				merge(this.language, before.language()));
	}

	/**
	 * Tell whether this makes another profile of one.
	 * @param before the profile
	 * @return whether anything would change
	 */
	public boolean changes(AccountProfile before) {
		return !applyTo(before).equals(before);
	}

	private static @Nullable String merge(@Nullable String wanted, @Nullable String before) {
		if (wanted == null) {
			return before;
		}
		return wanted.isEmpty() ? null : wanted;
	}

	/**
	 * Keep the address and the name out of logs.
	 */
	@Override
	public String toString() {
		return "ProfileUpdate";
	}

}
