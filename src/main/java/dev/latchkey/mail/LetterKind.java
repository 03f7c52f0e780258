package dev.latchkey.mail;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * What letters there are.
 */
public enum LetterKind {

	/** A link to choose a new password. */
	RESET(LinkPurpose.RESET, 5),
	/** A link to choose the first password. */
	INVITATION(LinkPurpose.INVITATION, 5),
	/** A link that confirms the address. */
	EMAIL(LinkPurpose.EMAIL, 5),
	/** The password was changed. */
	PASSWORD_CHANGED(null, 20),
	/** A second factor was set up, changed or taken away. */
	FACTOR_CHANGED(null, 20),
	/** Five wrong codes came after the right password. */
	CODES_GUESSED(null, 5),
	/** A sign-in from a device that was not known. */
	NEW_DEVICE(null, 10),
	/** The account has another address; told to the old one. */
	EMAIL_CHANGED(null, 20);

	private final @Nullable LinkPurpose purpose;

	private final int hourly;

	LetterKind(@Nullable LinkPurpose purpose, int hourly) {
		this.purpose = purpose;
		this.hourly = hourly;
	}

	String code() {
		return name().toLowerCase(Locale.ROOT);
	}

	static Optional<LetterKind> of(String code) {
		return Stream.of(values()).filter((kind) -> kind.code().equals(code)).findFirst();
	}

	/**
	 * Return what the letter's link is for.
	 * @return the purpose, or {@code null} where it has no link
	 */
	public @Nullable LinkPurpose purpose() {
		return this.purpose;
	}

	/**
	 * Return how many are sent for one account in an hour: what comes beyond is dropped,
	 * and no kind uses up what another has.
	 */
	int hourly() {
		return this.hourly;
	}

}
