package dev.latchkey.problem;

import java.util.Locale;
import java.util.Map;

import dev.latchkey.url.UrlSpace;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.MediaType;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.ViewResolver;

/**
 * Writes a problem as an HTML page, with a link back to the page that it came from. It
 * also works outside the dispatcher servlet, for what fails in a filter.
 */
class ProblemPage {

	private final ViewResolver views;

	// one of several: the parameter is named as the bean
	ProblemPage(ViewResolver thymeleafViewResolver) {
		this.views = thymeleafViewResolver;
	}

	void write(HttpServletRequest request, HttpServletResponse response, Problem problem) throws Exception {
		View view = this.views.resolveViewName("problem", Locale.ENGLISH);
		if (view == null) {
			throw new IllegalStateException("the template of the error page is missing");
		}
		response.setContentType(MediaType.TEXT_HTML_VALUE + ";charset=UTF-8");
		view.render(Map.of("problem", problem.getBody(), "slug", problem.slug(), "back", back(request)), request,
				response);
	}

	/**
	 * Return the page whose form was sent, or home where a page itself could not be
	 * shown. Browsers send no referrer: the security headers tell them not to.
	 */
	private static String back(HttpServletRequest request) {
		if (request.getMethod().equals("GET")) {
			return "/";
		}
		return UrlSpace.pageOfForm(request.getRequestURI().substring(request.getContextPath().length()));
	}

}
