package dev.latchkey.admin;

import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

import dev.latchkey.role.GrantCheck;
import dev.latchkey.role.Role;
import dev.latchkey.role.Roles;
import dev.latchkey.session.EndResult;
import dev.latchkey.session.Endings;
import dev.latchkey.session.Session;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/**
 * Roles and what they permit, for programs.
 */
@RestController
@RequestMapping("/api/admin/roles")
class RolesApi {

	private final Roles roles;

	private final Endings endings;

	private final TransactionOperations transaction;

	RolesApi(Roles roles, Endings endings, TransactionOperations transaction) {
		this.roles = roles;
		this.endings = endings;
		this.transaction = transaction;
	}

	@GetMapping
	RolesAnswer list() {
		return new RolesAnswer(this.roles.all().stream().map(RoleAnswer::of).toList());
	}

	/**
	 * Create a role, or change what it permits; that ends the sessions of all who have
	 * it.
	 */
	@PutMapping(path = "/{name}", consumes = MediaType.APPLICATION_JSON_VALUE)
	ResponseEntity<RoleAnswer> put(@AuthenticationPrincipal Session me, @PathVariable String name,
			@Valid @RequestBody RoleChange body) {
		Role role = new Role(name, new TreeSet<>(body.permissions()));
		EndResult ending = this.endings.changeRoleAndEnd(me.username(), () -> {
			Set<String> before = this.roles.lockToChange(name);
			GrantCheck.requireAll(me.permissions(), before);
			GrantCheck.requireAll(me.permissions(), known(role.permissions()));
			this.roles.put(role);
			return before.equals(role.permissions()) ? List.of() : this.roles.accountIdsWith(name);
		});
		return AdminResponses.once(ending, HttpStatus.OK, RoleAnswer.of(role));
	}

	@DeleteMapping("/{name}")
	ResponseEntity<Void> delete(@AuthenticationPrincipal Session me, @PathVariable String name) {
		this.transaction.executeWithoutResult((status) -> {
			if (this.roles.all().stream().noneMatch((role) -> role.name().equals(name))) {
				throw new ResponseStatusException(HttpStatus.NOT_FOUND);
			}
			GrantCheck.requireAll(me.permissions(), this.roles.lockToChange(name));
			this.roles.delete(name);
		});
		return ResponseEntity.noContent().build();
	}

	/**
	 * Leave out permissions that no role has yet: they are brought in here, and nobody
	 * can hold them before.
	 */
	private Set<String> known(Set<String> permissions) {
		Set<String> known = this.roles.all()
			.stream()
			.flatMap((role) -> role.permissions().stream())
			.collect(Collectors.toSet());
		known.retainAll(permissions);
		return known;
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
