package dev.latchkey.web.forwarded;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Locale;

import dev.latchkey.text.IpAddress;
import jakarta.servlet.ServletException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.tomcat.util.http.MimeHeaders;
import org.jspecify.annotations.Nullable;

/**
 * Keeps only addresses in {@code X-Forwarded-For}, read from the end to which proxies
 * append. Tomcat's own valve comes next: it would look up anything else with DNS, and
 * take it for the client's address.
 */
class AddressesOnly extends ValveBase {

	static final String HEADER = "X-Forwarded-For";

	private static final int MOST = 32;

	AddressesOnly() {
		super(true);
	}

	@Override
	public void invoke(Request request, Response response) throws IOException, ServletException {
		List<String> lines = Collections.list(request.getHeaders(HEADER));
		if (!lines.isEmpty()) {
			MimeHeaders headers = request.getCoyoteRequest().getMimeHeaders();
			headers.removeHeader(HEADER);
			String addresses = addresses(String.join(",", lines));
			if (!addresses.isEmpty()) {
				headers.setValue(HEADER).setString(addresses);
			}
		}
		getNext().invoke(request, response);
	}

	static String addresses(String header) {
		Deque<String> addresses = new ArrayDeque<>();
		String[] hops = header.split(",", -1);
		for (int i = hops.length - 1; i >= 0 && addresses.size() < MOST; i--) {
			String address = address(hops[i].strip());
			if (address == null) {
				break;
			}
			addresses.addFirst(address);
		}
		return String.join(", ", addresses);
	}

	/**
	 * Return an address without the port that some proxies add.
	 */
	private static @Nullable String address(String hop) {
		String bare = hop;
		if (hop.startsWith("[")) {
			int end = hop.indexOf(']');
			bare = (end > 0) ? hop.substring(1, end) : "";
		}
		else if (hop.indexOf(':') >= 0 && hop.indexOf(':') == hop.lastIndexOf(':')) {
			bare = hop.substring(0, hop.indexOf(':'));
		}
		return (IpAddress.parse(bare) != null) ? bare.toLowerCase(Locale.ROOT) : null;
	}

}
