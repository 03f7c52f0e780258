package dev.latchkey.forwardauth;

import dev.latchkey.url.PublicUrl;
import dev.latchkey.url.ReservedPaths;

/**
 * The addresses by which a browser goes from the host of an application to the login host
 * and back.
 */
class EntryLinks {

	private final PublicUrl publicUrl;

	private final ReservedPaths reserved;

	EntryLinks(PublicUrl publicUrl, ReservedPaths reserved) {
		this.publicUrl = publicUrl;
		this.reserved = reserved;
	}

	/**
	 * Return the path on the same host that starts the way in.
	 */
	String start(String path) {
		return this.reserved.onHost("/start") + "?" + LocalPath.query(path);
	}

	/**
	 * Return the URL that starts the way in.
	 */
	String start(String scheme, String host, String path) {
		return scheme + "://" + host + start(path);
	}

	/**
	 * Return the page of the login host that leads back.
	 * @param entry the entry request as text
	 */
	String continuation(String entry) {
		return this.publicUrl.urlOf("/continue?entry=" + entry);
	}

	/**
	 * Return the URL of the host of the application at which a ticket is redeemed.
	 */
	String enter(String scheme, String host, String ticket, String path) {
		return scheme + "://" + host + this.reserved.onHost("/enter") + "?ticket=" + ticket + "&"
				+ LocalPath.query(path);
	}

	/**
	 * Return the page of the login host that signs out.
	 */
	String signOut() {
		return this.publicUrl.urlOf("/logout");
	}

}
