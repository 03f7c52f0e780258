package dev.latchkey.web;

import java.time.Instant;
import java.util.List;

import dev.latchkey.application.Application;
import dev.latchkey.session.Session;
import org.jspecify.annotations.Nullable;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The applications that the signed-in user may use: JSON API.
 */
@RestController
class OwnApplicationsApi {

	private final OwnApplications applications;

	OwnApplicationsApi(OwnApplications applications) {
		this.applications = applications;
	}

	@GetMapping("/api/me/applications")
	OwnApplicationsAnswer list(@AuthenticationPrincipal Session me) {
		return new OwnApplicationsAnswer(this.applications.usableBy(me).stream().map(OwnApplication::of).toList());
	}

	record OwnApplicationsAnswer(List<OwnApplication> applications) {
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
	record OwnApplication(String clientId, String name, @Nullable String home, @Nullable Instant grantedAt,
			List<String> scopes) {

		static OwnApplication of(Application application) {
			return new OwnApplication(application.clientId(), application.name(),
					OwnApplications.addressOf(application), null, List.of());
		}

	}

}
