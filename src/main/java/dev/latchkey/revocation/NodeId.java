package dev.latchkey.revocation;

import dev.latchkey.crypto.RandomIds;

/**
 * The name of this node. It is a new one with each start: what an earlier life has
 * acknowledged does not count.
 *
 * @param value 22 characters of base64url
 */
record NodeId(String value) {

	static NodeId next() {
		return new NodeId(RandomIds.next());
	}

}
