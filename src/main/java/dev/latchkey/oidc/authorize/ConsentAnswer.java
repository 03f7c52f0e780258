package dev.latchkey.oidc.authorize;

import java.util.Locale;

/**
 * What a person said on the consent page.
 */
public enum ConsentAnswer {

	/** The person has consented. */
	GIVEN,

	/** The person has refused. */
	DENIED;

	String word() {
		return name().toLowerCase(Locale.ROOT);
	}

}
