package dev.latchkey.admin;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import dev.latchkey.account.Account;
import dev.latchkey.account.Username;
import dev.latchkey.role.Roles;
import dev.latchkey.session.Session;
import dev.latchkey.session.active.ActiveSessions;
import dev.latchkey.web.SessionView;

import org.springframework.ui.Model;

/**
 * Shows the page of a user, with the actions that the administrator may take: no button
 * for what would be refused.
 */
class UserView {

	static final String VIEW = "user";

	private final Users users;

	private final Roles roles;

	private final ActiveSessions sessions;

	UserView(Users users, Roles roles, ActiveSessions sessions) {
		this.users = users;
		this.roles = roles;
		this.sessions = sessions;
	}

	String show(Session me, Username username, Model model) {
		Account account = this.users.get(username);
		Set<String> held = this.roles.permittedNowBy(me.roles());
		model.addAttribute("account", account);
		model.addAttribute("details", this.users.details(username));
		model.addAttribute("mine", account.id().equals(me.accountId()));
		boolean mayWrite = held.contains("users:write");
		model.addAttribute("mayChange", mayWrite && held.containsAll(account.permissions()));
		model.addAttribute("outranked", mayWrite && !held.containsAll(account.permissions()));
		model.addAttribute("mayEnd", held.contains("sessions:end"));
		model.addAttribute("grantable", grantable(held));
		if (held.contains("sessions:read")) {
			model.addAttribute("sessions",
					this.sessions.activeSessionsOf(account.id())
						.stream()
						.map((session) -> SessionView.forOwner(session, me))
						.toList());
		}
		return VIEW;
	}

	/**
	 * Return which roles the administrator can give.
	 */
	private Map<String, Boolean> grantable(Set<String> held) {
		Map<String, Boolean> grantable = new TreeMap<>();
		this.roles.all().forEach((role) -> grantable.put(role.name(), held.containsAll(role.permissions())));
		return grantable;
	}

}
