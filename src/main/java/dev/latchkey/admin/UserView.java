package dev.latchkey.admin;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import dev.latchkey.account.Account;
import dev.latchkey.account.username.Username;
import dev.latchkey.mail.LetterKind;
import dev.latchkey.mail.LinkDelivery;
import dev.latchkey.mail.LinkHandover;
import dev.latchkey.role.Roles;
import dev.latchkey.session.Session;
import dev.latchkey.session.active.ActiveSessions;
import dev.latchkey.web.SessionView;
import org.jspecify.annotations.Nullable;

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

	private final UserFactors factors;

	private final LinkDelivery delivery;

	UserView(Users users, Roles roles, ActiveSessions sessions, UserFactors factors, LinkDelivery delivery) {
		this.users = users;
		this.roles = roles;
		this.sessions = sessions;
		this.factors = factors;
		this.delivery = delivery;
	}

	String show(Session me, Username username, Model model) {
		Account account = this.users.get(username);
		Set<String> held = this.roles.permittedNowBy(me.roles());
		model.addAttribute("account", account);
		UserDetails details = this.users.details(username);
		model.addAttribute("details", details);
		model.addAttribute("factors", this.factors.heldBy(username));
		model.addAttribute("mailed", this.delivery.isMailed(account));
		// one with a temporary password has another way in
		model.addAttribute("invited", details.lastSignInAt() == null && !account.mustChangePassword());
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
	 * Show the page after a link was sent, or with one to hand over.
	 */
	String showDelivered(Session me, Username username, LetterKind kind, @Nullable LinkHandover handover, Model model) {
		model.addAttribute("letter", (kind == LetterKind.RESET) ? "reset" : "invitation");
		model.addAttribute("handover", handover);
		return show(me, username, model);
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
