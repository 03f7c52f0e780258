package dev.latchkey.web.forwarded;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.latchkey.text.IpAddress;
import jakarta.servlet.ServletException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the administrator once that something that looks like a proxy is not trusted: all
 * of its clients then have one address, and share one budget against guessing. Once,
 * because any client can send the header.
 */
class UntrustedProxyWarning extends ValveBase {

	private static final Logger logger = LoggerFactory.getLogger(UntrustedProxyWarning.class);

	private final ForwardedAddresses trusted;

	private final AtomicBoolean warned = new AtomicBoolean();

	UntrustedProxyWarning(ForwardedAddresses trusted) {
		super(true);
		this.trusted = trusted;
	}

	@Override
	public void invoke(Request request, Response response) throws IOException, ServletException {
		if (!this.warned.get() && request.getHeader(AddressesOnly.HEADER) != null
				&& !this.trusted.isTrusted(request.getRemoteAddr()) && this.warned.compareAndSet(false, true)) {
			logger.warn("A request from {} has a header {}, which is ignored: {} is not in "
					+ "latchkey.web.trusted-proxies. If it is your proxy, name it there; until then all its clients "
					+ "count as one. This is said once.", IpAddress.canonical(request.getRemoteAddr()),
					AddressesOnly.HEADER, IpAddress.canonical(request.getRemoteAddr()));
		}
		getNext().invoke(request, response);
	}

}
