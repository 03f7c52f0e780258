package dev.latchkey.audit;

import dev.latchkey.mode.SessionAuthentication;
import dev.latchkey.session.Session;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * Where the request came from that this thread is serving, and who sent it. What happens
 * outside a request has none.
 *
 * @param address the client's address
 * @param userAgent what the client calls itself
 * @param session who is signed in
 */
record RequestOrigin(@Nullable String address, @Nullable String userAgent, @Nullable Session session) {

	/** Of what no request brings about. */
	static final RequestOrigin NONE = new RequestOrigin(null, null, null);

	static RequestOrigin current() {
		if (!(RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes)) {
			return NONE;
		}
		return new RequestOrigin(attributes.getRequest().getRemoteAddr(),
				attributes.getRequest().getHeader(HttpHeaders.USER_AGENT), SessionAuthentication.current());
	}

}
