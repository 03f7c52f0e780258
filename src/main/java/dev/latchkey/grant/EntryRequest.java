package dev.latchkey.grant;

import dev.latchkey.crypto.Sha256;

/**
 * What a browser brings from the host of an application to the login host: where it wants
 * to go when it is signed in.
 *
 * @param host the application's host, canonical
 * @param scheme {@code http} or {@code https}
 * @param nonceHash the hash of the nonce that the browser keeps for that host; see
 * {@link #hash}
 * @param path the path and query that were asked for, visible ASCII
 */
public record EntryRequest(String host, String scheme, String nonceHash, String path) {

	/**
	 * Return what stands for a nonce where others may read it.
	 * @param nonce the nonce
	 * @return its hash, 43 characters of base64url
	 */
	public static String hash(String nonce) {
		return Sha256.base64Url(nonce);
	}

}
