package dev.latchkey.problem;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

import dev.latchkey.url.ReservedPaths;
import dev.latchkey.url.UrlSpace;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.context.i18n.LocaleContext;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.ViewResolver;

/**
 * Writes a problem as an HTML page, with a link back to the page that it came from. It
 * also works outside the dispatcher servlet, for what fails in a filter.
 */
class ProblemPage {

	/** The template that shows a problem and nothing else. */
	static final String VIEW = "problem";

	private final ViewResolver views;

	private final ReservedPaths reserved;

	private final PageFrame frame;

	private final LocaleResolver languages;

	// one of several: the parameter is named as the bean
	ProblemPage(ViewResolver thymeleafViewResolver, ReservedPaths reserved, PageFrame frame,
			LocaleResolver localeResolver) {
		this.views = thymeleafViewResolver;
		this.reserved = reserved;
		this.frame = frame;
		this.languages = localeResolver;
	}

	void write(HttpServletRequest request, HttpServletResponse response, Problem problem, String template,
			Map<String, ? extends @Nullable Object> more) throws Exception {
		Locale language = this.languages.resolveLocale(request);
		View view = this.views.resolveViewName(template, language);
		if (view == null) {
			throw new IllegalStateException("the template of the error page is missing");
		}
		Map<String, @Nullable Object> model = new HashMap<>(more);
		if (this.reserved.contain(request.getServletPath())) {
			model.put(PageFrame.FOREIGN, true);
		}
		model.put("problem", problem.getBody());
		model.put("slug", problem.slug());
		model.put("back", back(request));
		model.put("wait", secondsToWait(problem));
		this.frame.surround(request, response, model);
		response.setContentType(MediaType.TEXT_HTML_VALUE + ";charset=UTF-8");
		render(view, model, language, request, response);
	}

	/**
	 * Render a page whose times are in its language too, even where no controller has set
	 * that for the thread.
	 */
	private static void render(View view, Map<String, @Nullable Object> model, Locale language,
			HttpServletRequest request, HttpServletResponse response) throws Exception {
		@Nullable LocaleContext before = LocaleContextHolder.getLocaleContext();
		LocaleContextHolder.setLocale(language);
		try {
			view.render(model, request, response);
		}
		finally {
			LocaleContextHolder.setLocaleContext(before);
		}
	}

	/**
	 * Return in how many seconds to try again, as programs are told by a header.
	 */
	private static @Nullable Long secondsToWait(Problem problem) {
		String seconds = problem.getHeaders().getFirst(HttpHeaders.RETRY_AFTER);
		return (seconds != null) ? Long.valueOf(seconds) : null;
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
