package dev.latchkey.admin;

import java.util.Collection;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;

import dev.latchkey.role.GrantCheck;
import dev.latchkey.role.Role;
import dev.latchkey.role.RoleChanges;
import dev.latchkey.role.Roles;
import dev.latchkey.session.ActingSession;
import dev.latchkey.session.AuthorizedChanges;
import dev.latchkey.session.EndResult;
import dev.latchkey.session.Endings;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/**
 * The roles, as an administrator may change them. Each change asks for a recent proof.
 */
class RoleAdministration {

	private final Roles roles;

	private final RoleChanges changes;

	private final Endings endings;

	private final AuthorizedChanges authorized;

	RoleAdministration(Roles roles, RoleChanges changes, Endings endings, AuthorizedChanges authorized) {
		this.roles = roles;
		this.changes = changes;
		this.endings = endings;
		this.authorized = authorized;
	}

	/**
	 * Create a role, or change it. If it loses a permission, or requires a second factor
	 * from now on, the sessions of all users who have it end.
	 * @param secondFactor whether it requires a second factor, or {@code null} to leave
	 * that as it is
	 * @return the role, and what the ending has done
	 */
	Change put(ActingSession me, String name, Collection<String> permissions, @Nullable Boolean secondFactor) {
		AtomicReference<Role> made = new AtomicReference<>();
		EndResult ending = this.endings.changeRoleAndEnd(me.withRecentProof(), (held) -> {
			Set<String> before = this.roles.permissionsOf(name);
			boolean required = this.roles.requiresSecondFactor(name);
			Role role = new Role(name, new TreeSet<>(permissions), (secondFactor != null) ? secondFactor : required);
			// this call introduces the permissions that no role has yet, so no user can
			// hold them
			Set<String> granted = this.roles.knownPermissions();
			granted.retainAll(role.permissions());
			GrantCheck.requireAll(held, before);
			GrantCheck.requireAll(held, granted);
			this.changes.put(role);
			made.set(role);
			boolean restricts = !role.permissions().containsAll(before) || (role.secondFactor() && !required);
			return (restricts && this.roles.isHeld(name)) ? name : null;
		});
		return new Change(Objects.requireNonNull(made.get()), ending);
	}

	void delete(ActingSession me, String name) {
		this.authorized.grant(me.withRecentProof(), (held) -> {
			Role role = this.roles.all()
				.stream()
				.filter((one) -> one.name().equals(name))
				.findFirst()
				.orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
			GrantCheck.requireAll(held, role.permissions());
			this.changes.delete(name);
			return role;
		});
	}

	/**
	 * A changed role, and what the ending of sessions has done.
	 */
	record Change(Role role, EndResult ending) {
	}

}
