package dev.latchkey.audit.web;

import dev.latchkey.audit.store.AuditEvents;
import dev.latchkey.mode.SessionAuthentication;
import dev.latchkey.session.Session;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.ModelAndView;

/**
 * Adds the user's recent events to the devices page, which does not depend on this
 * package.
 */
class DevicesPageActivity implements HandlerInterceptor {

	private static final int SHOWN = 20;

	private final AuditEvents events;

	DevicesPageActivity(AuditEvents events) {
		this.events = events;
	}

	@Override
	public void postHandle(HttpServletRequest request, HttpServletResponse response, Object handler,
			@Nullable ModelAndView page) {
		if (page == null || !"devices".equals(page.getViewName())) {
			return;
		}
		Session me = SessionAuthentication.current();
		if (me != null) {
			page.addObject("activity", this.events.recent(me).stream().limit(SHOWN).map(OwnerEventView::of).toList());
		}
	}

}
