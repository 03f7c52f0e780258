package dev.latchkey.web.server;

import java.util.Map;

import dev.latchkey.text.ClientNetwork;

/**
 * The networks of a client, each with the share that it may have: one share for a host,
 * and three for a block of IPv6, because one client usually has many hosts there.
 *
 * @param shares the networks, and how many shares they have
 */
record NetworkShares(Map<String, Integer> shares) {

	/** Of a client that shares a connection with others. */
	static final NetworkShares NONE = new NetworkShares(Map.of());

	private static final int BLOCK_SHARES = 3;

	/**
	 * Return the shares of an address. All text that is not an address is one network.
	 */
	static NetworkShares of(String address) {
		ClientNetwork network = ClientNetwork.of(address);
		return new NetworkShares(network.isIpv6() ? Map.of(network.host(), 1, network.block(), BLOCK_SHARES)
				: Map.of(network.host(), 1));
	}

}
