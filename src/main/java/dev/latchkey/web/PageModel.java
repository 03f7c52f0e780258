package dev.latchkey.web;

import dev.latchkey.problem.PageFrame;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.ModelAndView;

/**
 * Adds to every page its frame, and how many applications know of what was just ended.
 */
class PageModel implements HandlerInterceptor {

	private final PageFrame frame;

	PageModel(PageFrame frame) {
		this.frame = frame;
	}

	@Override
	public void postHandle(HttpServletRequest request, HttpServletResponse response, Object handler,
			@Nullable ModelAndView page) {
		if (page == null || page.getViewName() == null || page.getViewName().startsWith("redirect:")) {
			return;
		}
		page.addObject("told", ToldNotice.read(request));
		this.frame.surround(request, response, page.getModelMap());
	}

}
