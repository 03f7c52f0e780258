package dev.latchkey.oidc.consent;

import java.util.Locale;

/**
 * What a person said on the consent page, as the authorization endpoint is told. It is no
 * proof: a link can say so too. What is given is looked up, and what is denied needs
 * none.
 */
enum ConsentAnswer {

	/** The person was asked, as {@code prompt=consent} wants it. */
	GIVEN,

	/** The person does not want it. */
	DENIED;

	private static final String PARAMETER = "consent";

	/**
	 * Return an authorization request with this answer.
	 * @param request its path, with a query
	 */
	String in(String request) {
		return request + "&" + PARAMETER + "=" + name().toLowerCase(Locale.ROOT);
	}

}
