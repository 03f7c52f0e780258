package dev.latchkey.oidc.logout;

import java.util.List;
import java.util.Map;

import dev.latchkey.mode.Mode;
import dev.latchkey.oidc.ProviderFeature;
import dev.latchkey.oidc.SignedInVisitors;
import dev.latchkey.session.Endings;
import dev.latchkey.session.Session;
import dev.latchkey.session.SignOutResult;
import dev.latchkey.url.Issuer;
import dev.latchkey.web.EndingResponses;
import dev.latchkey.web.OnwardRedirect;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;

/**
 * Signs a person out where an application sends the browser for that. An ID token of this
 * very session shows that the application means it. A browser that comes without one may
 * have been sent by any site, and is asked by a page with a button. A session that is
 * over already is signed out, and the person goes on to the application.
 */
@Controller
class ApplicationLogoutPage implements ProviderFeature {

	static final String PATH = "/oauth2/logout";

	private final LogoutRequests requests;

	private final LogoutHints hints;

	private final SignedInVisitors visitors;

	private final Endings endings;

	private final Mode mode;

	ApplicationLogoutPage(LogoutRequests requests, LogoutHints hints, SignedInVisitors visitors, Endings endings,
			Mode mode) {
		this.requests = requests;
		this.hints = hints;
		this.visitors = visitors;
		this.endings = endings;
		this.mode = mode;
	}

	@GetMapping(PATH)
	ModelAndView signOut(HttpServletRequest request, HttpServletResponse response)
			throws HttpRequestMethodNotSupportedException {
		if (!request.getMethod().equals("GET")) {
			throw new HttpRequestMethodNotSupportedException(request.getMethod(), List.of("GET", "POST"));
		}
		LogoutRequest wanted = this.requests.read(request);
		@Nullable Session session = this.visitors.find(request);
		@Nullable LogoutHint hint = wanted.hint();
		if (!wanted.valid()) {
			return ask(wanted, session, request);
		}
		if (session == null) {
			return leadOn(SignOutResult.NOTHING, wanted, request);
		}
		if (hint != null && hint.names(session)) {
			SignOutResult signOut = this.endings.signOut(session.handle());
			this.mode.expiredCookies()
				.forEach((cookie) -> response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString()));
			response.setHeader("Clear-Site-Data", "\"cache\", \"storage\"");
			return leadOn(signOut, wanted, request);
		}
		return (hint != null && !this.hints.lives(hint)) ? leadOn(SignOutResult.NOTHING, wanted, request)
				: ask(wanted, session, request);
	}

	/**
	 * Ask again with GET: browsers send no Latchkey cookie with a form of another site.
	 */
	@PostMapping(PATH)
	ModelAndView send(HttpServletRequest request) {
		return OnwardRedirect.to(here(request, LogoutRequests.query(request)));
	}

	private static ModelAndView leadOn(SignOutResult signOut, LogoutRequest wanted, HttpServletRequest request) {
		String here = request.getContextPath() + EndingResponses
			.telling(signOut.complete() ? "/login?logout" : "/login?logout=pending", signOut.applications());
		String target = wanted.target(here);
		return signOut.complete() ? OnwardRedirect.to(target) : OnwardRedirect.accepted(target);
	}

	private static ModelAndView ask(LogoutRequest wanted, @Nullable Session session, HttpServletRequest request) {
		ModelAndView page = new ModelAndView("oidc-logout", Map.of("valid", wanted.valid()));
		page.setStatus(wanted.valid() ? HttpStatus.OK : HttpStatus.BAD_REQUEST);
		if (session != null) {
			page.addObject("me", session);
		}
		if (wanted.valid()) {
			page.addObject("onward", here(request, LogoutRequests.query(request)));
		}
		if (wanted.valid() && wanted.application() != null) {
			page.addObject("asking", wanted.application().name());
		}
		return page;
	}

	private static String here(HttpServletRequest request, String query) {
		return request.getRequestURI() + (query.isEmpty() ? "" : "?" + query);
	}

	@Override
	public Map<String, Object> metadata(Issuer issuer) {
		return Map.of("end_session_endpoint", issuer.urlOf(PATH), "backchannel_logout_supported", true,
				"backchannel_logout_session_supported", true);
	}

}
