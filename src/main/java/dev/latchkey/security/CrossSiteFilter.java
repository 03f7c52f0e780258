package dev.latchkey.security;

import java.io.IOException;

import dev.latchkey.problem.CrossSiteRequestException;
import dev.latchkey.url.UrlSpace;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses calls that change something and carry cookies if the browser reports that
 * another site made it send them (Fetch Metadata, W3C), even with a CSRF token.
 */
class CrossSiteFilter extends OncePerRequestFilter {

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		if (CsrfRequestMatcher.isUnsafe(request) && request.getCookies() != null
				&& !UrlSpace.mayBeSentByOthers(request.getServletPath())
				&& "cross-site".equals(request.getHeader("Sec-Fetch-Site"))) {
			throw new CrossSiteRequestException();
		}
		chain.doFilter(request, response);
	}

}
