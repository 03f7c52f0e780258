package dev.latchkey.factor.passkey;

import java.net.URI;

/**
 * The host on which passkeys are good (Web Authentication, 4): the one of the public URL,
 * never one of an application.
 *
 * @param id its name, without a port
 * @param origin its origin, with the port
 */
record RelyingParty(String id, String origin) {

	/**
	 * Return the host of the issuer's URL.
	 * @param issuer the URL at which people sign in, perhaps with a path
	 */
	static RelyingParty of(String issuer) {
		URI url = URI.create(issuer);
		return new RelyingParty(url.getHost(), url.getScheme() + "://" + url.getRawAuthority());
	}

}
