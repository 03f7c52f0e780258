package dev.latchkey.forwardauth;

import java.nio.charset.StandardCharsets;

import dev.latchkey.application.Application;
import dev.latchkey.application.ProxyAccess;
import dev.latchkey.grant.IdentityAssertions;
import dev.latchkey.session.Session;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.web.util.UriUtils;

/**
 * Tells an application, by way of its proxy, who visits it. All four headers are always
 * set, so that a proxy that copies them also overwrites forged ones.
 */
class IdentityHeaders {

	private final IdentityAssertions assertions;

	IdentityHeaders(IdentityAssertions assertions) {
		this.assertions = assertions;
	}

	/**
	 * Set the headers: all of them, or none where an assertion cannot be made.
	 */
	void write(HttpServletResponse response, Session session, Application application) {
		@Nullable ProxyAccess proxy = application.proxy();
		if (proxy != null && proxy.assertion()) {
			response.setHeader("X-Auth-Assertion", this.assertions.assertionFor(session, application));
		}
		response.setHeader("X-Auth-User", text(session.username()));
		response.setHeader("X-Auth-Roles", String.join(",", session.roles()));
		response.setHeader("X-Auth-Permissions", String.join(",", session.permissions()));
		response.setHeader("X-Auth-Session", session.handle());
	}

	/**
	 * Return a name as a header can carry it: percent-encoded unless it is plain ASCII.
	 */
	private static String text(String name) {
		boolean plain = name.chars().allMatch((c) -> c > ' ' && c < 0x7f && c != '%');
		return plain ? name : UriUtils.encode(name, StandardCharsets.UTF_8);
	}

}
