package dev.latchkey.admin;

import dev.latchkey.account.username.Username;
import dev.latchkey.mail.LetterKind;
import dev.latchkey.session.ActingSession;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/**
 * The forms of a user's page that get a link to the user. A link to hand over is on the
 * page that answers and nowhere else.
 */
@Controller
@RequestMapping("/admin/users/{username}")
class UserLettersPage {

	private final UserLinks links;

	private final UserView view;

	UserLettersPage(UserLinks links, UserView view) {
		this.links = links;
		this.view = view;
	}

	/**
	 * Get a link to the user to choose a new password.
	 */
	@PostMapping("/reset-link")
	String sendResetLink(ActingSession me, @PathVariable String username, Model model) {
		return deliver(me, Username.of(username), LetterKind.RESET, model);
	}

	/**
	 * Invite the user again.
	 */
	@PostMapping("/invitation")
	String invite(ActingSession me, @PathVariable String username, Model model) {
		return deliver(me, Username.of(username), LetterKind.INVITATION, model);
	}

	private String deliver(ActingSession me, Username username, LetterKind kind, Model model) {
		return this.view.showDelivered(me.session(), username, kind, this.links.deliver(me, username, kind), model);
	}

}
