package dev.latchkey.admin;

import java.time.Instant;
import java.util.List;

import dev.latchkey.application.Application;
import dev.latchkey.application.Applications;
import dev.latchkey.application.NewApplication;
import dev.latchkey.session.ActingSession;
import dev.latchkey.session.AuthorizedChanges;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * The registered applications: JSON API.
 */
@RestController
@RequestMapping("/api/admin/applications")
class ApplicationsApi {

	private final Applications applications;

	private final AuthorizedChanges changes;

	ApplicationsApi(Applications applications, AuthorizedChanges changes) {
		this.applications = applications;
		this.changes = changes;
	}

	@GetMapping
	ApplicationsAnswer list() {
		return new ApplicationsAnswer(this.applications.all().stream().map(ApplicationAnswer::of).toList());
	}

	/**
	 * Register an application. Its secret is in this answer and nowhere else.
	 */
	@PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
	@ResponseStatus(HttpStatus.CREATED)
	NewApplicationAnswer register(ActingSession me, @Valid @RequestBody ApplicationRequest body) {
		return NewApplicationAnswer
			.of(this.changes.make(me, (held) -> this.applications.register(body.name(), me.actor())));
	}

	@DeleteMapping("/{clientId}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void delete(ActingSession me, @PathVariable String clientId) {
		this.changes.make(me, (held) -> {
			this.applications.delete(clientId);
			return clientId;
		});
	}

	record ApplicationRequest(@NotNull String name) {
	}

	record ApplicationsAnswer(List<ApplicationAnswer> applications) {
	}

	record ApplicationAnswer(String clientId, String name, Instant createdAt, String createdBy) {

		static ApplicationAnswer of(Application application) {
			return new ApplicationAnswer(application.clientId(), application.name(), application.createdAt(),
					application.createdBy());
		}

	}

	record NewApplicationAnswer(String clientId, String clientSecret, String name, Instant createdAt) {

		static NewApplicationAnswer of(NewApplication created) {
			return new NewApplicationAnswer(created.application().clientId(), created.secret(),
					created.application().name(), created.application().createdAt());
		}

		/**
		 * Keep the secret out of logs.
		 */
		@Override
		public String toString() {
			return "NewApplicationAnswer[" + this.clientId + "]";
		}

	}

}
