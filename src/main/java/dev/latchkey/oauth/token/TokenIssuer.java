package dev.latchkey.oauth.token;

import dev.latchkey.key.IssuerSettings;
import dev.latchkey.url.Issuer;
import dev.latchkey.url.PublicUrl;

/**
 * In whose name applications get tokens: the URL at which discovery is.
 */
public class TokenIssuer {

	private final Issuer url;

	private final PublicUrl publicUrl;

	private final IssuerSettings settings;

	TokenIssuer(Issuer url, PublicUrl publicUrl, IssuerSettings settings) {
		this.url = url;
		this.publicUrl = publicUrl;
		this.settings = settings;
	}

	/**
	 * Return what {@code iss} says. Where the public URL is not set, and no request on
	 * this machine tells it, it is the name in the settings.
	 * @return the issuer
	 */
	public String value() {
		return this.url.currentOr(this.settings.issuer());
	}

	/**
	 * Tell whether a token is in the name of this installation. Where the public URL is
	 * not set, each name of this machine is one, and the signature says enough.
	 */
	boolean isOwn(String iss) {
		return !this.publicUrl.isKnown() || iss.equals(value());
	}

}
