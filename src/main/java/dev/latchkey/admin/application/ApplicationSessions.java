package dev.latchkey.admin.application;

import java.util.List;

import dev.latchkey.admin.SessionPage;
import dev.latchkey.application.Application;
import dev.latchkey.datastore.Page;
import dev.latchkey.oauth.GrantedSessions;
import dev.latchkey.session.Session;
import dev.latchkey.session.active.ActiveSessions;
import dev.latchkey.web.SessionView;

/**
 * Who is signed in with an application: the live sessions in which it holds a grant.
 */
class ApplicationSessions {

	private final GrantedSessions granted;

	private final ActiveSessions active;

	ApplicationSessions(GrantedSessions granted, ActiveSessions active) {
		this.granted = granted;
		this.active = active;
	}

	SessionPage page(Application application, int page, int size, Session me) {
		Page<String> handles = this.granted.page(application, page, size);
		List<SessionView> sessions = this.active.activeSessionsNamed(handles.items())
			.stream()
			.map((session) -> SessionView.forAdministrator(session, me))
			.toList();
		return new SessionPage(sessions, page, size, handles.total());
	}

}
