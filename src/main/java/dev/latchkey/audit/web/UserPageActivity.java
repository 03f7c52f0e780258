package dev.latchkey.audit.web;

import dev.latchkey.account.Account;
import dev.latchkey.audit.store.AuditEvents;
import dev.latchkey.mode.SessionAuthentication;
import dev.latchkey.session.Session;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.ModelAndView;

/**
 * Adds a user's recent events to the user's page in the administration, for
 * administrators who may read events. The page that shows them knows nothing of the event
 * log.
 */
class UserPageActivity implements HandlerInterceptor {

	private static final int SHOWN = 20;

	private final AuditEvents events;

	UserPageActivity(AuditEvents events) {
		this.events = events;
	}

	@Override
	public void postHandle(HttpServletRequest request, HttpServletResponse response, Object handler,
			@Nullable ModelAndView page) {
		Session me = SessionAuthentication.current();
		if (page == null || !"user".equals(page.getViewName()) || me == null
				|| !me.permissions().contains("audit:read")) {
			return;
		}
		if (page.getModel().get("account") instanceof Account account) {
			page.addObject("activity", this.events.recentOf(account.id(), SHOWN).stream().map(EventView::of).toList());
		}
	}

}
