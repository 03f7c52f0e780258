package dev.latchkey.web.forwarded;

import java.net.InetAddress;
import java.util.Collections;
import java.util.List;

import dev.latchkey.text.IpAddress;
import org.apache.catalina.util.NetMask;
import org.apache.coyote.ActionCode;
import org.apache.coyote.Request;

/**
 * Finds the client's address of a request that has not reached the valves yet. The result
 * is what they will find.
 */
public class ForwardedAddresses {

	private final List<NetMask> trustedProxies;

	ForwardedAddresses(ForwardedSettings settings) {
		this.trustedProxies = settings.trustedProxies().stream().map(NetMask::new).toList();
	}

	/**
	 * Return the address of the client, as trusted proxies report it.
	 * @param request the request
	 * @return the address, or that of the last trusted proxy if it reports none
	 */
	public String clientOf(Request request) {
		request.action(ActionCode.REQ_PEER_ADDR_ATTRIBUTE, request);
		String client = String.valueOf(request.peerAddr());
		if (!isTrusted(client)) {
			return client;
		}
		List<String> lines = Collections.list(request.getMimeHeaders().values(AddressesOnly.HEADER));
		List<String> hops = List.of(AddressesOnly.addresses(String.join(",", lines)).split(", "));
		for (int i = hops.size() - 1; i >= 0 && !hops.get(i).isEmpty() && isTrusted(client); i--) {
			client = hops.get(i);
		}
		return client;
	}

	/**
	 * Return whether an address is that of a trusted proxy.
	 * @param address the address at the other end of a connection
	 * @return whether what it forwards is believed
	 */
	public boolean isTrusted(String address) {
		InetAddress parsed = this.trustedProxies.isEmpty() ? null : IpAddress.parse(address);
		return parsed != null && this.trustedProxies.stream().anyMatch((proxy) -> proxy.matches(parsed));
	}

}
