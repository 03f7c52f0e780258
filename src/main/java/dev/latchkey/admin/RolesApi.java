package dev.latchkey.admin;

import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

import dev.latchkey.role.GrantCheck;
import dev.latchkey.role.Role;
import dev.latchkey.role.RoleChanges;
import dev.latchkey.role.Roles;
import dev.latchkey.session.ActingSession;
import dev.latchkey.session.AuthorizedChanges;
import dev.latchkey.session.EndResult;
import dev.latchkey.session.Endings;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;

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

	private final RoleChanges changes;

	private final Endings endings;

	private final AuthorizedChanges authorized;

	RolesApi(Roles roles, RoleChanges changes, Endings endings, AuthorizedChanges authorized) {
		this.roles = roles;
		this.changes = changes;
		this.endings = endings;
		this.authorized = authorized;
	}

	@GetMapping
	RolesAnswer list() {
		return new RolesAnswer(this.roles.all().stream().map(RoleAnswer::of).toList());
	}

	/**
	 * Create a role, or change its permissions. If it loses one, the sessions of all
	 * users who have it end.
	 */
	@PutMapping(path = "/{name}", consumes = MediaType.APPLICATION_JSON_VALUE)
	ResponseEntity<RoleAnswer> put(ActingSession me, @PathVariable String name, @Valid @RequestBody RoleChange body) {
		Role role = new Role(name, new TreeSet<>(body.permissions()));
		EndResult ending = this.endings.changeRoleAndEnd(me, (held) -> {
			Set<String> before = this.roles.permissionsOf(name);
			// what no role has yet is introduced by this call, so no user can hold it
			Set<String> granted = this.roles.knownPermissions();
			granted.retainAll(role.permissions());
			GrantCheck.requireAll(held, before);
			GrantCheck.requireAll(held, granted);
			this.changes.put(role);
			boolean ends = !role.permissions().containsAll(before) && this.roles.isHeld(name);
			return ends ? name : null;
		});
		return AdminResponses.answer(ending, HttpStatus.OK, RoleAnswer.of(role));
	}

	@DeleteMapping("/{name}")
	ResponseEntity<Void> delete(ActingSession me, @PathVariable String name) {
		this.authorized.grant(me, (held) -> {
			Role role = this.roles.all()
				.stream()
				.filter((one) -> one.name().equals(name))
				.findFirst()
				.orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
			GrantCheck.requireAll(held, role.permissions());
			this.changes.delete(name);
			return role;
		});
		return ResponseEntity.noContent().build();
	}

	record RolesAnswer(List<RoleAnswer> roles) {
	}

	record RoleAnswer(String role, SortedSet<String> permissions) {

		static RoleAnswer of(Role role) {
			return new RoleAnswer(role.name(), role.permissions());
		}

	}

	record RoleChange(@NotNull Set<@NotNull String> permissions) {
	}

}
