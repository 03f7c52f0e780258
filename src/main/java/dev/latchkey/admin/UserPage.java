package dev.latchkey.admin;

import java.util.Set;

import dev.latchkey.account.AccountStatus;
import dev.latchkey.account.ProfileUpdate;
import dev.latchkey.account.username.Username;
import dev.latchkey.session.ActingSession;
import dev.latchkey.session.EndResult;
import dev.latchkey.session.Session;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * The page of one user, and what administrators can do there.
 */
@Controller
@RequestMapping("/admin/users/{username}")
class UserPage {

	private final UserAdministration administration;

	private final UserFactors factors;

	private final UserThrottle throttle;

	private final UserView view;

	UserPage(UserAdministration administration, UserFactors factors, UserThrottle throttle, UserView view) {
		this.administration = administration;
		this.factors = factors;
		this.throttle = throttle;
		this.view = view;
	}

	/**
	 * Return the path of a user's page.
	 */
	static String pathOf(Username username) {
		return UriComponentsBuilder.fromPath("/admin/users/{name}")
			.encode()
			.buildAndExpand(username.text())
			.toUriString();
	}

	@GetMapping
	String page(@AuthenticationPrincipal Session me, @PathVariable String username,
			@RequestParam(required = false) @Nullable String done, Model model) {
		model.addAttribute("done", done);
		return this.view.show(me, Username.of(username), model);
	}

	@PostMapping("/password")
	String resetPassword(ActingSession me, @PathVariable String username, HttpServletResponse response, Model model) {
		UserAdministration.Reset reset = this.administration.resetPassword(me, Username.of(username));
		if (!reset.ending().nodes().complete()) {
			response.setStatus(HttpStatus.ACCEPTED.value());
			model.addAttribute("done", "pending");
		}
		model.addAttribute("temporaryPassword", reset.temporaryPassword());
		return this.view.show(me.session(), Username.of(username), model);
	}

	@PostMapping("/status")
	ResponseEntity<Void> changeStatus(ActingSession me, @PathVariable String username,
			@RequestParam AccountStatus status) {
		Username name = Username.of(username);
		return ended(this.administration.change(me, name, status, null, ProfileUpdate.NOTHING), name, "status");
	}

	@PostMapping("/roles")
	ResponseEntity<Void> changeRoles(ActingSession me, @PathVariable String username,
			@RequestParam(required = false) @Nullable Set<String> roles) {
		Username name = Username.of(username);
		Set<String> wanted = (roles != null) ? roles : Set.of();
		return ended(this.administration.change(me, name, null, wanted, ProfileUpdate.NOTHING), name, "roles");
	}

	/**
	 * Delete the user. The list that follows says so, as the page is gone.
	 */
	@PostMapping("/delete")
	ResponseEntity<Void> delete(ActingSession me, @PathVariable String username) {
		Username name = Username.of(username);
		EndResult ending = this.administration.delete(me, name);
		return AdminResponses.seeOther(ending,
				UriComponentsBuilder.fromPath("/admin/users")
					.queryParam("gone", "{name}")
					.encode()
					.buildAndExpand(name.text())
					.toUriString(),
				"delete");
	}

	@PostMapping("/factors")
	ResponseEntity<Void> resetFactors(ActingSession me, @PathVariable String username) {
		Username name = Username.of(username);
		return ended(this.factors.reset(me, name), name, "factors");
	}

	@PostMapping("/logout")
	ResponseEntity<Void> logOut(ActingSession me, @PathVariable String username) {
		Username name = Username.of(username);
		return ended(this.administration.logOut(me, name), name, "logout");
	}

	@PostMapping("/throttle")
	ResponseEntity<Void> liftThrottle(ActingSession me, @PathVariable String username) {
		Username name = Username.of(username);
		this.throttle.lift(me, name);
		return AdminResponses.seeOther(pathOf(name), "throttle");
	}

	private static ResponseEntity<Void> ended(EndResult ending, Username username, String done) {
		return AdminResponses.seeOther(ending, pathOf(username), done);
	}

}
