package dev.latchkey.introspection;

import java.time.Instant;
import java.util.List;

import dev.latchkey.account.Application;
import dev.latchkey.account.Applications;
import dev.latchkey.account.NewApplication;
import dev.latchkey.session.Session;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * The services that may ask, for programs.
 */
@RestController
@RequestMapping("/api/admin/services")
class ApplicationsApi {

	private final Applications services;

	ApplicationsApi(Applications services) {
		this.services = services;
	}

	@GetMapping
	ServicesAnswer list() {
		return new ServicesAnswer(this.services.all().stream().map(ServiceAnswer::of).toList());
	}

	/**
	 * Register a service. Its secret is in this answer and nowhere else.
	 */
	@PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
	@ResponseStatus(HttpStatus.CREATED)
	NewServiceAnswer register(@AuthenticationPrincipal Session me, @Valid @RequestBody ServiceRequest body) {
		return NewServiceAnswer.of(this.services.register(body.name(), me.username()));
	}

	@DeleteMapping("/{clientId}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void delete(@PathVariable String clientId) {
		this.services.delete(clientId);
	}

	record ServiceRequest(@NotNull String name) {
	}

	record ServicesAnswer(List<ServiceAnswer> services) {
	}

	record ServiceAnswer(String clientId, String name, Instant createdAt, String createdBy) {

		static ServiceAnswer of(Application service) {
			return new ServiceAnswer(service.clientId(), service.name(), service.createdAt(), service.createdBy());
		}

	}

	record NewServiceAnswer(String clientId, String clientSecret, String name, Instant createdAt) {

		static NewServiceAnswer of(NewApplication created) {
			return new NewServiceAnswer(created.service().clientId(), created.secret(), created.service().name(),
					created.service().createdAt());
		}

		/**
		 * Keep the secret out of logs.
		 */
		@Override
		public String toString() {
			return "NewServiceAnswer[" + this.clientId + "]";
		}

	}

}
