package dev.latchkey.oauth;

import dev.latchkey.key.IssuerSettings;
import dev.latchkey.url.PublicUrl;

/**
 * In whose name applications get tokens.
 */
class Issuer {

	private final String value;

	Issuer(PublicUrl publicUrl, IssuerSettings settings) {
		this.value = publicUrl.isKnown() ? publicUrl.of("") : settings.issuer();
	}

	/**
	 * Return what {@code iss} says: the login host, at which discovery is.
	 */
	String value() {
		return this.value;
	}

}
