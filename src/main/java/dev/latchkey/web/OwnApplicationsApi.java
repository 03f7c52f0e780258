package dev.latchkey.web;

import java.time.Instant;
import java.util.List;

import dev.latchkey.session.ActingSession;
import dev.latchkey.session.EndResult;
import dev.latchkey.session.Session;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * The applications of the signed-in user: JSON API.
 */
@RestController
class OwnApplicationsApi {

	private final OwnApplications applications;

	OwnApplicationsApi(OwnApplications applications) {
		this.applications = applications;
	}

	@GetMapping("/api/me/applications")
	OwnApplicationsAnswer list(@AuthenticationPrincipal Session me) {
		return new OwnApplicationsAnswer(
				this.applications.withConnections(me).stream().map(OwnApplicationAnswer::of).toList());
	}

	/**
	 * Take away from an application all that it was given by the user.
	 */
	@DeleteMapping("/api/me/applications/{clientId}")
	ResponseEntity<Void> disconnect(ActingSession me, @PathVariable String clientId) {
		EndResult ending = this.applications.disconnect(me, clientId);
		return EndingResponses.answer(ending, HttpStatus.NO_CONTENT, null);
	}

	record OwnApplicationsAnswer(List<OwnApplicationAnswer> applications) {
	}

	/**
	 * An application, and what it has been given by the user.
	 *
	 * @param clientId its public name
	 * @param name its name for people
	 * @param home where it is: the address to which the home page leads too
	 * @param grantedAt since when it holds a grant of the user's; {@code null} if it
	 * holds none
	 * @param scopes what that is for
	 */
	record OwnApplicationAnswer(String clientId, String name, @Nullable String home, @Nullable Instant grantedAt,
			List<String> scopes) {

		static OwnApplicationAnswer of(OwnApplication own) {
			return new OwnApplicationAnswer(own.application().clientId(), own.application().name(), own.address(),
					own.grantedAt(), own.scopes());
		}

	}

}
