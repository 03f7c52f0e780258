package dev.latchkey.web;

import dev.latchkey.mode.Mode;
import dev.latchkey.mode.SessionAuthentication;
import dev.latchkey.session.Session;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.ModelAndView;

/**
 * Adds to every page what it may show: the signed-in user, the mode, the CSRF token, and
 * how many applications know of what was just ended.
 */
class PageModel implements HandlerInterceptor {

	private final Mode mode;

	PageModel(Mode mode) {
		this.mode = mode;
	}

	@Override
	public void postHandle(HttpServletRequest request, HttpServletResponse response, Object handler,
			@Nullable ModelAndView page) {
		if (page == null || page.getViewName() == null || page.getViewName().startsWith("redirect:")) {
			return;
		}
		page.addObject("mode", this.mode.name());
		page.addObject("told", ToldNotice.sentence(request));
		Session session = SessionAuthentication.current();
		if (session != null) {
			page.addObject("me", session);
		}
		CsrfToken token = (CsrfToken) request.getAttribute(CsrfToken.class.getName());
		if (token != null) {
			// reading the token sets its cookie, so that every page has one
			page.addObject("csrf", token.getToken());
		}
	}

}
