package dev.latchkey.login;

import java.time.Instant;
import java.util.Objects;
import java.util.SortedSet;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.latchkey.account.AccountProfile;
import dev.latchkey.account.KnownProfiles;
import dev.latchkey.factor.AuthenticationMethods;
import dev.latchkey.mode.Credential;
import dev.latchkey.mode.LoginAnswer;
import dev.latchkey.session.ReplaceResult;
import dev.latchkey.session.Session;
import dev.latchkey.web.EndingResponses;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/**
 * Who is signed in, and changing your own password: JSON API.
 */
@RestController
class MeApi {

	private final PasswordChange passwordChange;

	private final KnownDevices devices;

	private final KnownProfiles profiles;

	MeApi(PasswordChange passwordChange, KnownDevices devices, KnownProfiles profiles) {
		this.profiles = profiles;
		this.passwordChange = passwordChange;
		this.devices = devices;
	}

	@GetMapping("/api/me")
	MeAnswer me(@AuthenticationPrincipal Session me) {
		// members are left out where the database is away: a session is shown without it
		@Nullable AccountProfile profile = this.profiles.ifKnown(me.accountId());
		return MeAnswer.of(me, (profile != null) ? profile : AccountProfile.EMPTY);
	}

	@PutMapping(path = "/api/me/password", consumes = MediaType.APPLICATION_JSON_VALUE)
	ResponseEntity<LoginAnswer> changePassword(@AuthenticationPrincipal Session me, Authentication authentication,
			@Valid @RequestBody PasswordRequest body, HttpServletRequest request, HttpServletResponse response) {
		Credential.Source source = Objects.requireNonNull((Credential.Source) authentication.getCredentials());
		ReplaceResult<LoginOutcome> replaced = this.passwordChange.change(me, source, body.currentPassword(),
				body.newPassword(), Boolean.TRUE.equals(body.keepOthers()), request);
		return EndingResponses.answer(replaced.ending(), HttpStatus.OK,
				this.devices.answer(replaced.issued(), response));
	}

	@JsonInclude(JsonInclude.Include.NON_NULL)
	record MeAnswer(String username, SortedSet<String> roles, SortedSet<String> permissions, @Nullable String email,
			@Nullable Boolean emailConfirmed, @Nullable String name, @Nullable String language,
			CurrentSession session) {

		static MeAnswer of(Session me, AccountProfile profile) {
			return new MeAnswer(me.username(), me.roles(), me.permissions(), profile.email(),
					(profile.email() != null) ? profile.emailConfirmed() : null, profile.name(), profile.language(),
					CurrentSession.of(me));
		}

	}

	/**
	 * The session that asks, by what its credential says.
	 *
	 * @param handle its public name
	 * @param startedAt when it was opened
	 * @param expiresAt when it ends at the latest
	 * @param amr what the person had shown (RFC 8176)
	 * @param authTime when the person had last shown something
	 */
	record CurrentSession(String handle, Instant startedAt, Instant expiresAt, AuthenticationMethods amr,
			Instant authTime) {

		static CurrentSession of(Session session) {
			return new CurrentSession(session.handle(), session.startedAt(), session.expiresAt(), session.amr(),
					session.authTime());
		}

	}

	record PasswordRequest(@NotNull String currentPassword, @NotNull String newPassword, @Nullable Boolean keepOthers) {

		/**
		 * Keep the passwords out of logs.
		 */
		@Override
		public String toString() {
			return "PasswordRequest";
		}

	}

}
