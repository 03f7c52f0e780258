package dev.latchkey.admin;

import java.time.Instant;
import java.util.List;

import dev.latchkey.application.Application;
import dev.latchkey.application.Applications;
import dev.latchkey.application.NewApplication;
import dev.latchkey.session.Session;
import dev.latchkey.session.SessionAuthority;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.transaction.support.TransactionOperations;
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

	private final SessionAuthority authority;

	private final TransactionOperations transaction;

	ApplicationsApi(Applications applications, SessionAuthority authority, TransactionOperations transaction) {
		this.applications = applications;
		this.authority = authority;
		this.transaction = transaction;
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
	NewApplicationAnswer register(@AuthenticationPrincipal Session me, @Valid @RequestBody ApplicationRequest body) {
		return NewApplicationAnswer.of(this.transaction.execute((status) -> {
			NewApplication registered = this.applications.register(body.name(), me.username());
			// after it has waited for other registrations
			this.authority.permissionsOf(me);
			return registered;
		}));
	}

	@DeleteMapping("/{clientId}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void delete(@PathVariable String clientId) {
		this.applications.delete(clientId);
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
