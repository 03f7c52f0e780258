package dev.latchkey.admin;

import java.util.List;
import java.util.Set;
import java.util.SortedSet;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.latchkey.role.Role;
import dev.latchkey.role.Roles;
import dev.latchkey.session.ActingSession;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/**
 * Roles and their permissions: JSON API.
 */
@RestController
@RequestMapping("/api/admin/roles")
class RolesApi {

	private final Roles roles;

	private final RoleAdministration administration;

	RolesApi(Roles roles, RoleAdministration administration) {
		this.roles = roles;
		this.administration = administration;
	}

	@GetMapping
	RolesAnswer list() {
		return new RolesAnswer(this.roles.all().stream().map(RoleAnswer::of).toList());
	}

	@GetMapping("/{name}")
	RoleAnswer get(@PathVariable String name) {
		return this.roles.all()
			.stream()
			.filter((role) -> role.name().equals(name))
			.findFirst()
			.map(this::counted)
			.orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
	}

	private RoleAnswer counted(Role role) {
		return new RoleAnswer(role.name(), role.permissions(), role.secondFactor(),
				this.roles.holders().getOrDefault(role.name(), 0L));
	}

	/**
	 * Create a role, or change it: see {@link RoleAdministration#put}.
	 */
	@PutMapping(path = "/{name}", consumes = MediaType.APPLICATION_JSON_VALUE)
	ResponseEntity<RoleAnswer> put(ActingSession me, @PathVariable String name, @Valid @RequestBody RoleChange body) {
		RoleAdministration.Change change = this.administration.put(me, name, body.permissions(), body.secondFactor());
		return AdminResponses.answer(change.ending(), HttpStatus.OK, RoleAnswer.of(change.role()));
	}

	@DeleteMapping("/{name}")
	ResponseEntity<Void> delete(ActingSession me, @PathVariable String name) {
		this.administration.delete(me, name);
		return ResponseEntity.noContent().build();
	}

	record RolesAnswer(List<RoleAnswer> roles) {
	}

	/**
	 * A role.
	 *
	 * @param holders how many users have it, where it is asked for alone
	 */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	record RoleAnswer(String role, SortedSet<String> permissions, boolean secondFactor, @Nullable Long holders) {

		static RoleAnswer of(Role role) {
			return new RoleAnswer(role.name(), role.permissions(), role.secondFactor(), null);
		}

	}

	record RoleChange(@NotNull Set<@NotNull String> permissions, @Nullable Boolean secondFactor) {
	}

}
