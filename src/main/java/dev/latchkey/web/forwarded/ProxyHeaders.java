package dev.latchkey.web.forwarded;

import java.io.IOException;
import java.util.List;

import jakarta.servlet.ServletException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.tomcat.util.http.MimeHeaders;

/**
 * Takes from a request what only a trusted proxy may say of the original one, unless it
 * comes from such a proxy. It has to come before the valve that replaces the proxy's
 * address with the client's.
 */
class ProxyHeaders extends ValveBase {

	private static final List<String> HEADERS = List.of(RequestHost.FORWARDED_HOST, RequestHost.FORWARDED_PROTO,
			"X-Forwarded-Method", "X-Forwarded-Uri", "X-Original-Method", "X-Original-URL");

	private final ForwardedAddresses trusted;

	ProxyHeaders(ForwardedAddresses trusted) {
		super(true);
		this.trusted = trusted;
	}

	@Override
	public void invoke(Request request, Response response) throws IOException, ServletException {
		if (this.trusted.isTrusted(request.getRemoteAddr())) {
			request.setAttribute(RequestHost.TRUSTED, true);
		}
		else {
			MimeHeaders headers = request.getCoyoteRequest().getMimeHeaders();
			HEADERS.forEach(headers::removeHeader);
		}
		getNext().invoke(request, response);
	}

}
