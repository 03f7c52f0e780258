package dev.latchkey.recovery;

import dev.latchkey.mail.LinkPurpose;

/**
 * What a client shows that says it has a link.
 *
 * @param token what would be the link's token
 * @param purpose what the client wants of it
 * @param address where the request comes from
 */
record ShownLink(String token, LinkPurpose purpose, String address) {

	/**
	 * Keep the token out of logs.
	 */
	@Override
	public String toString() {
		return "ShownLink[" + this.purpose + "]";
	}

}
