package dev.latchkey.security;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.latchkey.url.PublicUrl;
import dev.latchkey.url.ReservedPaths;
import dev.latchkey.url.UrlSpace;
import dev.latchkey.web.Navigation;
import dev.latchkey.web.forwarded.RequestHost;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/**
 * Keeps pages, API and login to the host of the public URL, if there is one: credentials
 * exist there and nowhere else. It comes before all that reads one. A person who asks
 * another host for a page is led to the public one. Any other request, above all a form,
 * is refused and not redirected, because a redirect would lose what it carries.
 */
class HostFilter implements Filter {

	private static final Logger logger = LoggerFactory.getLogger(HostFilter.class);

	/** In characters: with it, the head of the answer has room for the rest. */
	private static final int LONGEST_ADDRESS = 8192;

	private final PublicUrl publicUrl;

	private final ReservedPaths reserved;

	private final AtomicBoolean told = new AtomicBoolean();

	HostFilter(PublicUrl publicUrl, ReservedPaths reserved) {
		this.publicUrl = publicUrl;
		this.reserved = reserved;
	}

	@Override
	public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		HttpServletRequest call = (HttpServletRequest) request;
		// decoded, and without parameters
		String path = call.getServletPath();
		if (!this.publicUrl.isKnown() || isOnPublicHost(call) || UrlSpace.isOnEveryHost(path)
				|| this.reserved.contain(path)) {
			chain.doFilter(request, response);
		}
		else if (Navigation.is(call.getMethod(), call) && !UrlSpace.isProgram(path)) {
			tellOnce(call);
			leadToPublicHost(call, (HttpServletResponse) response);
		}
		else {
			// RFC 9110, 15.5.20
			throw new ResponseStatusException(HttpStatus.MISDIRECTED_REQUEST);
		}
	}

	private boolean isOnPublicHost(HttpServletRequest call) {
		return RequestHost.is(this.publicUrl.host(), this.publicUrl.scheme(), call);
	}

	/**
	 * Tell the administrator why browsers may be redirected again and again. Once,
	 * because any client can ask for any host.
	 */
	private void tellOnce(HttpServletRequest call) {
		if (this.told.compareAndSet(false, true)) {
			logger.info("A browser asked for the host {}, and is led to {}. If that happens again and again, the "
					+ "proxy in front passes on another host than the browser's: let it pass the browser's in Host, or "
					+ "in X-Forwarded-Host from an address in latchkey.web.trusted-proxies. This is said once.",
					RequestHost.hostOf(call), this.publicUrl.origin());
		}
	}

	private void leadToPublicHost(HttpServletRequest call, HttpServletResponse response) throws IOException {
		String query = call.getQueryString();
		String address = (query != null) ? call.getRequestURI() + "?" + query : call.getRequestURI();
		response.setStatus(HttpStatus.SEE_OTHER.value());
		response.setHeader(HttpHeaders.LOCATION,
				(address.length() <= LONGEST_ADDRESS) ? this.publicUrl.origin() + address : this.publicUrl.urlOf("/"));
		response.flushBuffer();
	}

}
