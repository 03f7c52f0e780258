package dev.latchkey.problem;

import java.util.List;
import java.util.Locale;
import java.util.Map;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.MediaType;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.ViewResolver;

/**
 * Shows an error to people, with the way back to the page that it came from. Works
 * outside the dispatcher too, for what fails in a filter.
 */
class ProblemPage {

	private static final List<String> PAGES = List.of("/admin/users", "/admin/online", "/devices", "/password",
			"/login");

	private final ViewResolver views;

	ProblemPage(ViewResolver views) {
		this.views = views;
	}

	void write(HttpServletRequest request, HttpServletResponse response, Problem problem) throws Exception {
		View view = this.views.resolveViewName("problem", Locale.ENGLISH);
		if (view == null) {
			throw new IllegalStateException("the page of problems is missing");
		}
		response.setContentType(MediaType.TEXT_HTML_VALUE + ";charset=UTF-8");
		view.render(Map.of("problem", problem, "back", back(request)), request, response);
	}

	/**
	 * The page whose form was sent; home where a page itself could not be shown. No
	 * browser tells us where it comes from: we ask it not to.
	 */
	private static String back(HttpServletRequest request) {
		if (request.getMethod().equals("GET")) {
			return "/";
		}
		return PAGES.stream().filter(request.getRequestURI()::startsWith).findFirst().orElse("/");
	}

}
