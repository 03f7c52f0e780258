package dev.latchkey.admin.application;

import java.time.Duration;
import java.util.List;

import dev.latchkey.application.RegisteredApplication;
import dev.latchkey.session.ActingSession;
import dev.latchkey.web.EndingResponses;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
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

/**
 * The registered applications: JSON API.
 */
@RestController
@RequestMapping("/api/admin/applications")
class ApplicationsApi {

	private final ApplicationAdministration applications;

	ApplicationsApi(ApplicationAdministration applications) {
		this.applications = applications;
	}

	@GetMapping
	ApplicationsAnswer list(@RequestParam(required = false) @Nullable String q,
			@RequestParam(required = false) @Nullable String way) {
		return new ApplicationsAnswer(this.applications.all(new ApplicationSearch(q, way))
			.stream()
			.map((application) -> ApplicationAnswer.of(application, null))
			.toList());
	}

	/**
	 * Register an application. If it proves itself with a secret, that is in this answer
	 * and nowhere else.
	 */
	@PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
	@io.swagger.v3.oas.annotations.parameters.RequestBody(
			content = @Content(schema = @Schema(implementation = ApplicationRequest.class)))
	@ResponseStatus(HttpStatus.CREATED)
	ApplicationAnswer register(ActingSession me, @RequestBody ObjectNode body) {
		RegisteredApplication registered = this.applications.register(me, body);
		return ApplicationAnswer.of(registered.application(), registered.secret());
	}

	@GetMapping("/{clientId}")
	ApplicationAnswer get(@PathVariable String clientId) {
		return ApplicationAnswer.of(this.applications.get(clientId), null);
	}

	/**
	 * Change the members that are named: {@code null} removes one, and an absent member
	 * is kept. The answer is 202 if the change has ended the application's OpenID Connect
	 * tokens, and some nodes have not confirmed that yet.
	 */
	@PatchMapping(path = "/{clientId}", consumes = MediaType.APPLICATION_JSON_VALUE)
	@io.swagger.v3.oas.annotations.parameters.RequestBody(
			content = @Content(schema = @Schema(implementation = ApplicationRequest.class)))
	ResponseEntity<ApplicationAnswer> change(ActingSession me, @PathVariable String clientId,
			@RequestBody ObjectNode body) {
		ChangedApplication changed = this.applications.change(me, clientId, body);
		return EndingResponses.answer(changed.complete(), HttpStatus.OK,
				ApplicationAnswer.of(changed.application(), null));
	}

	/**
	 * Delete an application, with all that it was given. The answer is 202 if some nodes
	 * have not confirmed yet that this has ended.
	 */
	@DeleteMapping("/{clientId}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	ResponseEntity<Void> delete(ActingSession me, @PathVariable String clientId) {
		return EndingResponses.answer(this.applications.delete(me, clientId), HttpStatus.NO_CONTENT, null);
	}

	/**
	 * Give an application a new secret, which is in this answer and nowhere else.
	 */
	@PostMapping("/{clientId}/secret")
	ApplicationAnswer renewSecret(ActingSession me, @PathVariable String clientId,
			@RequestBody(required = false) @Nullable SecretRequest body) {
		Duration keepOldFor = (body != null) ? body.overlap() : Duration.ZERO;
		RegisteredApplication renewed = this.applications.renewSecret(me, clientId, keepOldFor);
		return ApplicationAnswer.of(renewed.application(), renewed.secret());
	}

	record ApplicationsAnswer(List<ApplicationAnswer> applications) {
	}

}
