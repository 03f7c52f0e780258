package dev.latchkey.notice;

import dev.latchkey.key.IssuerSettings;
import dev.latchkey.url.Issuer;

/**
 * In whose name applications are told: the URL in their ID tokens. It is kept with a
 * notice, because where no public URL is set only the request that ended the session
 * tells it.
 */
class NoticeIssuer {

	private final Issuer url;

	private final IssuerSettings settings;

	NoticeIssuer(Issuer url, IssuerSettings settings) {
		this.url = url;
		this.settings = settings;
	}

	/**
	 * Return what {@code iss} says; the name in the settings where nothing tells a URL.
	 */
	String current() {
		return this.url.currentOr(this.settings.issuer());
	}

}
