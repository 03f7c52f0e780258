package dev.latchkey.web;

import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * The path of the host below which Latchkey is.
 */
final class ContextPath {

	private ContextPath() {
	}

	/**
	 * Return the path for the request that this thread is serving.
	 * @return the path without a slash at its end; empty where Latchkey has all of the
	 * host, and outside a request
	 */
	static String current() {
		return (RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes)
				? attributes.getRequest().getContextPath() : "";
	}

}
