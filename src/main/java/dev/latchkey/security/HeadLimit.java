package dev.latchkey.security;

import org.apache.coyote.http11.Http11InputBuffer;
import org.apache.tomcat.util.http.MimeHeaders;
import org.apache.tomcat.util.res.StringManager;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether the server refused a request because its head is larger than it reads.
 * The server has no exception of its own for that, only texts.
 */
final class HeadLimit {

	private static final String TOO_LARGE = StringManager.getManager(Http11InputBuffer.class)
		.getString("iib.requestheadertoolarge.error");

	// with the number at its end or in its middle
	private static final String TOO_MANY = StringManager.getManager(MimeHeaders.class)
		.getString("headers.maxCountFail", "\0")
		.split("\0", 2)[0];

	private HeadLimit() {
	}

	static boolean isExceeded(@Nullable Throwable failure) {
		@Nullable String message = (failure != null) ? failure.getMessage() : null;
		return message != null && (message.equals(TOO_LARGE)
				|| (failure instanceof IllegalStateException && message.startsWith(TOO_MANY)));
	}

}
