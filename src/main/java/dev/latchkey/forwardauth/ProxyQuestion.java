package dev.latchkey.forwardauth;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpStatus;

/**
 * The question of a trusted proxy, and what it is about.
 *
 * @param request the question itself
 * @param response the answer to it
 * @param dialect how the proxy asks
 * @param original the request that it asks about
 */
record ProxyQuestion(HttpServletRequest request, HttpServletResponse response, ProxyDialect dialect,
		OriginalRequest original) {

	/**
	 * Return whether the answer may be a redirect.
	 */
	boolean mayRedirect() {
		return this.original.navigation() && this.dialect.redirect() == HttpStatus.SEE_OTHER;
	}

	/**
	 * Return whether a person sees the body of the answer, as a page.
	 */
	boolean showsPages() {
		return this.original.navigation() && this.dialect.handsOnPages();
	}

}
