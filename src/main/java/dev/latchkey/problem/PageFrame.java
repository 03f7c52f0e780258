package dev.latchkey.problem;

import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.latchkey.mode.Mode;
import dev.latchkey.mode.SessionAuthentication;
import dev.latchkey.text.SupportedLanguages;
import dev.latchkey.url.UrlSpace;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.security.web.csrf.CsrfToken;

/**
 * What stands around the content of every page: who is signed in, the mode, and the
 * languages that can be chosen. Pages of failures have the same frame as all others.
 */
public class PageFrame {

	/** Says that a page is shown on the host of an application. */
	static final String FOREIGN = "foreign";

	/** What a page says once, by its address. */
	private static final Set<String> NOTICES = Set.of("done", "gone", "ended", "error", "reason", "logout", "told",
			"telling", "password-changed", "disconnected");

	/** Where a login would not lead on to: no path of this host. */
	private static final Pattern ELSEWHERE = Pattern.compile("(?i)continue=(?!(/|%2F)(?!/|%2F|\\\\|%5C)).*");

	private final Mode mode;

	PageFrame(Mode mode) {
		this.mode = mode;
	}

	/**
	 * Add the attributes of the frame to a page's model, except those that the page has
	 * set itself.
	 * @param request the request for the page
	 * @param response its answer
	 * @param model the page's model
	 */
	public void surround(HttpServletRequest request, HttpServletResponse response,
			Map<String, @Nullable Object> model) {
		model.putIfAbsent("mode", this.mode.name());
		if (model.get(FOREIGN) != null) {
			// the host of an application has no pages of Latchkey's, and no form
			model.put("me", null);
		}
		else {
			model.putIfAbsent("me", SessionAuthentication.current());
		}
		if (model.get(FOREIGN) == null && request.getAttribute(CsrfToken.class.getName()) instanceof CsrfToken token) {
			// reading the token sets its cookie, so that every page has one
			model.putIfAbsent("csrf", token.getToken());
			model.putIfAbsent("languages", SupportedLanguages.ALL);
			model.putIfAbsent("self", self(request, model.get("problem") != null));
		}
		// RFC 9110, 12.5.5
		response.setHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE + ", " + HttpHeaders.COOKIE);
	}

	/**
	 * Return the path to which a page leads back that only its frame changes: its own,
	 * without what it says once, or that of the page whose form was sent.
	 */
	private static String self(HttpServletRequest request, boolean refused) {
		if (!request.getMethod().equals("GET")) {
			return request.getContextPath()
					+ UrlSpace.pageOfForm(request.getRequestURI().substring(request.getContextPath().length()));
		}
		if (refused) {
			// a query that was refused may have a secret in it
			return request.getRequestURI();
		}
		String kept = Stream.of(Objects.requireNonNullElse(request.getQueryString(), "").split("&"))
			.filter((parameter) -> !parameter.isEmpty() && !NOTICES.contains(parameter.split("=", 2)[0]))
			.filter((parameter) -> !ELSEWHERE.matcher(parameter).matches())
			.collect(Collectors.joining("&"));
		return kept.isEmpty() ? request.getRequestURI() : request.getRequestURI() + "?" + kept;
	}

}
