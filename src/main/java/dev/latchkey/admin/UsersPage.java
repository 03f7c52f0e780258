package dev.latchkey.admin;

import java.util.Set;

import dev.latchkey.account.Account;
import dev.latchkey.account.AccountStatus;
import dev.latchkey.account.InvalidUsernameException;
import dev.latchkey.account.ProfileUpdate;
import dev.latchkey.account.Username;
import dev.latchkey.account.UsernameTakenException;
import dev.latchkey.role.Roles;
import dev.latchkey.session.ActingSession;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Users: HTML page.
 */
@Controller
@RequestMapping("/admin/users")
class UsersPage {

	private static final int PAGE = 50;

	private final Users users;

	private final Roles roles;

	UsersPage(Users users, Roles roles) {
		this.users = users;
		this.roles = roles;
	}

	@GetMapping
	String page(@RequestParam(required = false) @Nullable String q, @RequestParam(defaultValue = "0") int page,
			@RequestParam(required = false) @Nullable String done, Model model) {
		model.addAttribute("done", done);
		return show(q, Math.max(page, 0), model);
	}

	@PostMapping
	String create(ActingSession me, @RequestParam String username,
			@RequestParam(required = false) @Nullable Set<String> roles, HttpServletResponse response, Model model) {
		Set<String> wanted = (roles != null) ? roles : Set.of();
		try {
			Users.Created created = this.users.create(me, Username.of(username), null, wanted, ProfileUpdate.NOTHING);
			return showPassword(created.account(), created.temporaryPassword(), model);
		}
		catch (UsernameTakenException | InvalidUsernameException ex) {
			boolean taken = ex instanceof UsernameTakenException;
			response.setStatus((taken ? HttpStatus.CONFLICT : HttpStatus.BAD_REQUEST).value());
			model.addAttribute("createError", taken ? "taken" : "invalid");
			model.addAttribute("createName", username);
			model.addAttribute("createRoles", wanted);
			return show(null, 0, model);
		}
	}

	@PostMapping("/{username}/password")
	String resetPassword(ActingSession me, @PathVariable String username, HttpServletResponse response, Model model) {
		Users.Reset reset = this.users.resetPassword(me, Username.of(username));
		if (!reset.ending().nodes().complete()) {
			response.setStatus(HttpStatus.ACCEPTED.value());
			model.addAttribute("done", "pending");
		}
		return showPassword(this.users.get(Username.of(username)), reset.temporaryPassword(), model);
	}

	@PostMapping("/{username}/status")
	ResponseEntity<Void> changeStatus(ActingSession me, @PathVariable String username,
			@RequestParam AccountStatus status, ListPage from) {
		return AdminResponses.seeOther(
				this.users.change(me, Username.of(username), status, null, ProfileUpdate.NOTHING), from.path(),
				"status");
	}

	@PostMapping("/{username}/roles")
	ResponseEntity<Void> changeRoles(ActingSession me, @PathVariable String username,
			@RequestParam(required = false) @Nullable Set<String> roles, ListPage from) {
		Set<String> wanted = (roles != null) ? roles : Set.of();
		return AdminResponses.seeOther(
				this.users.change(me, Username.of(username), null, wanted, ProfileUpdate.NOTHING), from.path(),
				"roles");
	}

	@PostMapping("/{username}/delete")
	ResponseEntity<Void> delete(ActingSession me, @PathVariable String username, ListPage from) {
		return AdminResponses.seeOther(this.users.delete(me, Username.of(username)), from.path(), "delete");
	}

	@PostMapping("/{username}/logout")
	ResponseEntity<Void> logOut(ActingSession me, @PathVariable String username, ListPage from) {
		return AdminResponses.seeOther(this.users.logOut(me, Username.of(username)), from.path(), "logout");
	}

	@PostMapping("/{username}/throttle")
	ResponseEntity<Void> liftThrottle(ActingSession me, @PathVariable String username, ListPage from) {
		this.users.liftThrottle(me, Username.of(username));
		return AdminResponses.seeOther(from.path(), "throttle");
	}

	private String showPassword(Account account, @Nullable String temporary, Model model) {
		model.addAttribute("passwordOf", account.username());
		model.addAttribute("temporaryUntil", account.temporaryUntil());
		model.addAttribute("temporaryPassword", temporary);
		return show(null, 0, model);
	}

	private String show(@Nullable String q, int page, Model model) {
		model.addAttribute("q", (q != null) ? q : "");
		model.addAttribute("users", AdminResponses.UserPage.of(this.users.page(q, page, PAGE)));
		model.addAttribute("roles", this.roles.all());
		model.addAttribute("statuses", AccountStatus.values());
		return "users";
	}

	/**
	 * The page of the list from which a form was sent, to lead back there.
	 */
	record ListPage(@Nullable String q, @Nullable Integer page) {

		String path() {
			return UriComponentsBuilder.fromPath("/admin/users")
				.queryParam("q", "{q}")
				.queryParam("page", "{page}")
				.encode()
				.buildAndExpand((this.q != null) ? this.q : "", (this.page != null) ? this.page : 0)
				.toUriString();
		}

	}

}
