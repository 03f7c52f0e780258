package dev.latchkey.admin;

import java.util.List;

import dev.latchkey.datastore.Page;
import dev.latchkey.session.Session;
import dev.latchkey.session.active.ActiveSession;
import dev.latchkey.web.SessionView;

/**
 * A page of a list of live sessions, as administrators see it.
 *
 * @param sessions the sessions on this page
 * @param page the number of the page, from 0
 * @param size how many a page holds
 * @param total how many sessions there are, or how many were counted
 */
public record SessionPage(List<SessionView> sessions, int page, int size, long total) {

	static SessionPage of(Page<ActiveSession> page, Session me) {
		return new SessionPage(page.map((listed) -> SessionView.forAdministrator(listed, me)).items(), page.page(),
				page.size(), page.total());
	}

}
