package dev.latchkey.oidc;

import java.util.Locale;

/**
 * What a person said on the consent page.
 */
public enum ConsentAnswer {

	/** The person was asked, as {@code prompt=consent} wants it, and wants it. */
	GIVEN,

	/** The person does not want it. */
	DENIED;

	String word() {
		return name().toLowerCase(Locale.ROOT);
	}

}
