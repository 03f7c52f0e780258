package dev.latchkey.admin;

import java.util.Objects;

import dev.latchkey.account.AccountProfile;
import dev.latchkey.account.InvalidDisplayNameException;
import dev.latchkey.account.InvalidEmailException;
import dev.latchkey.account.ProfileUpdate;
import dev.latchkey.account.username.Username;
import dev.latchkey.session.ActingSession;
import dev.latchkey.text.SupportedLanguages;
import dev.latchkey.web.FormRedirect;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

/**
 * The form on a user's page that changes the person's profile.
 */
@Controller
class UserProfilePage {

	private final Users users;

	private final UserAdministration administration;

	private final UserView view;

	UserProfilePage(Users users, UserAdministration administration, UserView view) {
		this.users = users;
		this.administration = administration;
		this.view = view;
	}

	/**
	 * Change the name, the address and the language. Invalid input is shown again, with
	 * an error message.
	 */
	@PostMapping("/admin/users/{username}/profile")
	ModelAndView change(ActingSession me, @PathVariable String username, ProfileForm form, HttpServletResponse response,
			Model model) {
		Username name = Username.of(username);
		try {
			ProfileUpdate update = form.update(this.users.get(name).profile());
			boolean complete = this.administration.change(me, name, null, null, update).nodes().complete();
			return FormRedirect.toPage(complete, UserPage.pathOf(name) + "?done=" + (complete ? "profile" : "pending"));
		}
		catch (InvalidEmailException | InvalidDisplayNameException ex) {
			response.setStatus(HttpStatus.BAD_REQUEST.value());
			model.addAttribute("profileError", (ex instanceof InvalidEmailException) ? "email" : "name");
			model.addAttribute("profileForm", form);
			return new ModelAndView(this.view.show(me.session(), name, model));
		}
	}

	/**
	 * What the form says; what is empty is taken away.
	 *
	 * @param email the address
	 * @param name how the person is called
	 * @param language the language of mail
	 */
	record ProfileForm(@Nullable String email, @Nullable String name, @Nullable String language) {

		/**
		 * Return what the form changes. An unchanged address is left out, because only a
		 * new one requires a proof.
		 */
		ProfileUpdate update(AccountProfile before) {
			if (this.language != null && !SupportedLanguages.isCodeOrEmpty(this.language)) {
				throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
			}
			boolean stays = Objects.equals(this.email, Objects.requireNonNullElse(before.email(), ""));
			return new ProfileUpdate(stays ? null : this.email, this.name, this.language);
		}

		/**
		 * Keep the address and the name out of logs.
		 */
		@Override
		public String toString() {
			return "ProfileForm";
		}

	}

}
