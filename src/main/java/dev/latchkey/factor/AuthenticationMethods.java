package dev.latchkey.factor;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * What a person has shown in a session so far, as {@code amr} says it (RFC 8176, 2):
 * {@code pwd} a password, {@code otp} a code of an authenticator app or a recovery code,
 * {@code hwk} a passkey, {@code mfa} more than one kind of factor. A passkey that has
 * verified its user is two kinds by itself: what the user has, and what unlocks it.
 *
 * @param values the words, at least one
 */
public record AuthenticationMethods(@JsonValue SortedSet<String> values) {

	private static final String PWD = "pwd";

	private static final String OTP = "otp";

	private static final String HWK = "hwk";

	private static final String MFA = "mfa";

	private static final Set<String> KNOWN = Set.of(PWD, OTP, HWK, MFA);

	/** A password alone. */
	public static final AuthenticationMethods PASSWORD = of(List.of(PWD));

	/** A code alone: of an authenticator app, or for recovery. */
	public static final AuthenticationMethods CODE = of(List.of(OTP));

	/** A passkey that has verified its user, alone. */
	public static final AuthenticationMethods VERIFIED_PASSKEY = of(List.of(HWK, MFA));

	/**
	 * Copy the words.
	 * @throws IllegalArgumentException if there is none, or an unknown one
	 */
	public AuthenticationMethods {
		if (values.isEmpty() || !KNOWN.containsAll(values)) {
			throw new IllegalArgumentException("Not a set of authentication methods");
		}
		values = Collections.unmodifiableSortedSet(new TreeSet<>(values));
	}

	/**
	 * Return the methods of these words.
	 * @param words the words
	 * @return the methods
	 * @throws IllegalArgumentException if there is none, or an unknown one
	 */
	@JsonCreator
	public static AuthenticationMethods of(Collection<String> words) {
		return new AuthenticationMethods(new TreeSet<>(words));
	}

	/**
	 * Read what {@link #text} has written.
	 * @param text the words, with spaces between them
	 * @return the methods
	 * @throws IllegalArgumentException if there is none, or an unknown one
	 */
	public static AuthenticationMethods parse(String text) {
		return of(List.of(text.split(" ")));
	}

	/**
	 * Return these methods and a code: of an authenticator app, or for recovery.
	 * @return the methods
	 */
	public AuthenticationMethods withCode() {
		return and(Set.of(OTP));
	}

	/**
	 * Return these methods and others.
	 * @param others the others
	 * @return the methods
	 */
	public AuthenticationMethods and(AuthenticationMethods others) {
		return and(others.values());
	}

	/**
	 * Tell whether more than one kind of factor was shown.
	 * @return whether it was
	 */
	public boolean isMultiFactor() {
		return this.values.contains(MFA);
	}

	/**
	 * Return the words as one text, to be stored.
	 * @return the words, with spaces between them
	 */
	public String text() {
		return String.join(" ", this.values);
	}

	private AuthenticationMethods and(Set<String> more) {
		SortedSet<String> all = new TreeSet<>(this.values);
		all.addAll(more);
		if (all.size() > 1) {
			// two words are two kinds, or "mfa" and one
			all.add(MFA);
		}
		return all.equals(this.values) ? this : new AuthenticationMethods(all);
	}

}
