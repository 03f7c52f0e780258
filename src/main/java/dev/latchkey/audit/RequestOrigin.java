package dev.latchkey.audit;

import dev.latchkey.mode.SessionAuthentication;
import dev.latchkey.session.Session;
import dev.latchkey.text.HeaderText;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * The origin of the request that this thread is serving. Empty outside a request.
 *
 * @param address the client's address
 * @param userAgent the User-Agent header
 * @param session the session of the caller
 */
record RequestOrigin(@Nullable String address, @Nullable String userAgent, @Nullable Session session) {

	/** The origin of events that no request causes. */
	static final RequestOrigin NONE = new RequestOrigin(null, null, null);

	static RequestOrigin current() {
		if (!(RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes)) {
			return NONE;
		}
		return new RequestOrigin(attributes.getRequest().getRemoteAddr(),
				HeaderText.decode(attributes.getRequest().getHeader(HttpHeaders.USER_AGENT)),
				SessionAuthentication.current());
	}

}
