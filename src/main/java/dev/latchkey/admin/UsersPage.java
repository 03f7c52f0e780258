package dev.latchkey.admin;

import java.util.Set;

import dev.latchkey.account.Account;
import dev.latchkey.account.AccountOrder;
import dev.latchkey.account.AccountStatus;
import dev.latchkey.account.InvalidEmailException;
import dev.latchkey.account.ProfileUpdate;
import dev.latchkey.account.username.InvalidUsernameException;
import dev.latchkey.account.username.Username;
import dev.latchkey.account.username.UsernameTakenException;
import dev.latchkey.datastore.Page;
import dev.latchkey.mail.LetterKind;
import dev.latchkey.role.Role;
import dev.latchkey.role.Roles;
import dev.latchkey.session.ActingSession;
import dev.latchkey.session.Session;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * The list of users as a page, on which new ones are created. What can be done with one
 * is on the page of that user.
 */
@Controller
@RequestMapping("/admin/users")
class UsersPage {

	private static final int PAGE = 50;

	private final Users users;

	private final NewUsers newUsers;

	private final Roles roles;

	private final UserView view;

	UsersPage(Users users, NewUsers newUsers, Roles roles, UserView view) {
		this.users = users;
		this.newUsers = newUsers;
		this.roles = roles;
		this.view = view;
	}

	/**
	 * Show a page of the list.
	 * @param gone a name of which the page says that it is deleted, where that is so
	 */
	@GetMapping
	String page(@AuthenticationPrincipal Session me, UserSearch search, @RequestParam(defaultValue = "0") int page,
			@RequestParam(required = false) @Nullable String done,
			@RequestParam(required = false) @Nullable String gone, Model model) {
		model.addAttribute("done", done);
		if (gone != null && this.users.isFree(Username.of(gone))) {
			model.addAttribute("gone", Username.of(gone).text());
		}
		return show(me, search, Math.max(page, 0), model);
	}

	@PostMapping
	String create(ActingSession me, @RequestParam String username,
			@RequestParam(required = false) @Nullable String email,
			@RequestParam(required = false) @Nullable Set<String> roles, HttpServletResponse response, Model model) {
		Set<String> wanted = (roles != null) ? roles : Set.of();
		try {
			NewUsers.Created created = this.newUsers.create(me, Username.of(username), null, wanted,
					new ProfileUpdate(email, null, null));
			model.addAttribute("done", "created");
			model.addAttribute("temporaryPassword", created.temporaryPassword());
			return this.view.showDelivered(me.session(), Username.of(username), LetterKind.INVITATION,
					created.invitation(), model);
		}
		catch (UsernameTakenException | InvalidUsernameException | InvalidEmailException ex) {
			boolean taken = ex instanceof UsernameTakenException;
			response.setStatus((taken ? HttpStatus.CONFLICT : HttpStatus.BAD_REQUEST).value());
			String fault = (ex instanceof InvalidEmailException) ? "email" : "invalid";
			model.addAttribute("createError", taken ? "taken" : fault);
			model.addAttribute("createEmail", email);
			model.addAttribute("createName", username);
			model.addAttribute("createRoles", wanted);
			return show(me.session(), UserSearch.ALL, 0, model);
		}
	}

	private String show(Session me, UserSearch search, int page, Model model) {
		Page<Account> asked = this.users.page(search, page, PAGE);
		Page<Account> found = asked.isPastTheEnd() ? this.users.page(search, asked.lastPage(), PAGE) : asked;
		model.addAttribute("search", search);
		model.addAttribute("order", search.order().code());
		model.addAttribute("users", AdminResponses.UserPage.of(found));
		model.addAttribute("times", this.users.timesByName(found.items()));
		model.addAttribute("roles", this.roles.all().stream().map(Role::name).toList());
		Set<String> held = this.roles.permittedNowBy(me.roles());
		model.addAttribute("grantable",
				this.roles.all()
					.stream()
					.filter((role) -> held.containsAll(role.permissions()))
					.map(Role::name)
					.toList());
		model.addAttribute("statuses", AccountStatus.values());
		model.addAttribute("orders", AccountOrder.values());
		return "users";
	}

}
