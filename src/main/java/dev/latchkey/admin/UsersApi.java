package dev.latchkey.admin;

import java.util.Set;

import dev.latchkey.account.AccountStatus;
import dev.latchkey.account.ProfileUpdate;
import dev.latchkey.account.username.Username;
import dev.latchkey.mail.LetterKind;
import dev.latchkey.session.ActingSession;
import dev.latchkey.session.EndResult;
import dev.latchkey.session.Session;
import dev.latchkey.session.active.ActiveSessions;
import dev.latchkey.text.SupportedLanguages;
import dev.latchkey.web.SessionView;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/**
 * Users: JSON API.
 */
@RestController
@RequestMapping("/api/admin/users")
class UsersApi {

	private final Users users;

	private final NewUsers newUsers;

	private final UserAdministration administration;

	private final UserLinks links;

	private final ActiveSessions sessions;

	UsersApi(Users users, NewUsers newUsers, UserAdministration administration, UserLinks links,
			ActiveSessions sessions) {
		this.users = users;
		this.newUsers = newUsers;
		this.administration = administration;
		this.links = links;
		this.sessions = sessions;
	}

	@GetMapping
	AdminResponses.UserPage list(@RequestParam(required = false) @Nullable String q,
			@RequestParam(required = false) @Nullable String role,
			@RequestParam(required = false) @Nullable String status,
			@RequestParam(required = false) @Nullable String sort, @RequestParam(defaultValue = "0") @Min(0) int page,
			@RequestParam(defaultValue = "50") @Min(1) @Max(200) int size) {
		return AdminResponses.UserPage.of(this.users.page(new UserSearch(q, role, status, sort), page, size));
	}

	@PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
	@ResponseStatus(HttpStatus.CREATED)
	AdminResponses.User create(ActingSession me, @Valid @RequestBody NewUser body) {
		NewUsers.Created created = this.newUsers.create(me, Username.of(body.username()), body.password(),
				(body.roles() != null) ? body.roles() : Set.of("USER"),
				new ProfileUpdate(body.email(), body.name(), body.language()));
		return AdminResponses.User.of(created.account(), created.temporaryPassword(), created.invitation());
	}

	@GetMapping("/{username}")
	UserDetails get(@PathVariable String username) {
		return this.users.details(Username.of(username));
	}

	@PatchMapping(path = "/{username}", consumes = MediaType.APPLICATION_JSON_VALUE)
	ResponseEntity<AdminResponses.User> change(ActingSession me, @PathVariable String username,
			@Valid @RequestBody UserChange body) {
		AccountStatus status = (body.status() != null)
				? AccountStatus.of(body.status()).orElseThrow(() -> new ResponseStatusException(HttpStatus.BAD_REQUEST))
				: null;
		Username name = Username.of(username);
		EndResult ending = this.administration.change(me, name, status, body.roles(),
				new ProfileUpdate(body.email(), body.name(), body.language()));
		return AdminResponses.answer(ending, HttpStatus.OK, AdminResponses.User.of(this.users.get(name)));
	}

	@DeleteMapping("/{username}")
	ResponseEntity<Void> delete(ActingSession me, @PathVariable String username) {
		return AdminResponses.answer(this.administration.delete(me, Username.of(username)), HttpStatus.NO_CONTENT,
				null);
	}

	@PostMapping("/{username}/password")
	ResponseEntity<AdminResponses.TemporaryPassword> resetPassword(ActingSession me, @PathVariable String username) {
		UserAdministration.Reset reset = this.administration.resetPassword(me, Username.of(username));
		return AdminResponses.answer(reset.ending(), HttpStatus.OK,
				new AdminResponses.TemporaryPassword(reset.temporaryPassword()));
	}

	/**
	 * Invite a user again.
	 */
	@PostMapping("/{username}/invitation")
	AdminResponses.Invitation invite(ActingSession me, @PathVariable String username) {
		return AdminResponses.Invitation.of(this.links.deliver(me, Username.of(username), LetterKind.INVITATION));
	}

	/**
	 * Send a user a link to choose a new password, or make one to hand over.
	 */
	@PostMapping("/{username}/password-reset")
	AdminResponses.ResetLink sendResetLink(ActingSession me, @PathVariable String username) {
		return AdminResponses.ResetLink.of(this.links.deliver(me, Username.of(username), LetterKind.RESET));
	}

	@GetMapping("/{username}/sessions")
	AdminResponses.Sessions sessions(@AuthenticationPrincipal Session me, @PathVariable String username) {
		return new AdminResponses.Sessions(this.sessions.activeSessionsOf(this.users.get(Username.of(username)).id())
			.stream()
			.map((device) -> SessionView.forOwner(device, me))
			.toList());
	}

	@PostMapping("/{username}/logout")
	ResponseEntity<AdminResponses.Ended> logOut(ActingSession me, @PathVariable String username) {
		return AdminResponses.ended(this.administration.logOut(me, Username.of(username)));
	}

	record NewUser(@NotNull String username, @Nullable String password, @Nullable Set<@NotNull String> roles,
			@Nullable String email, @Nullable String name,
			@Nullable @Pattern(regexp = SupportedLanguages.CODE_OR_EMPTY) String language) {

		/**
		 * Keep the password out of logs.
		 */
		@Override
		public String toString() {
			return "NewUser";
		}

	}

	record UserChange(@Nullable String status, @Nullable Set<@NotNull String> roles, @Nullable String email,
			@Nullable String name, @Nullable @Pattern(regexp = SupportedLanguages.CODE_OR_EMPTY) String language) {

		/**
		 * Keep the address and the name out of logs.
		 */
		@Override
		public String toString() {
			return "UserChange";
		}

	}

}
