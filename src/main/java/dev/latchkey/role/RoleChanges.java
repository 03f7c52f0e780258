package dev.latchkey.role;

import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Creates, changes and deletes roles. A change here changes what accounts may do; the
 * caller ends the sessions of the accounts that have the role.
 */
public class RoleChanges {

	private final Roles roles;

	private final JdbcClient jdbc;

	private final Administrators administrators;

	private final HolderCapacity holders;

	private final ApplicationEventPublisher events;

	public RoleChanges(Roles roles, JdbcClient jdbc, Administrators administrators, ApplicationEventPublisher events) {
		this.roles = roles;
		this.jdbc = jdbc;
		this.administrators = administrators;
		this.holders = new HolderCapacity(jdbc, roles);
		this.events = events;
	}

	/**
	 * Create a role, or replace what it permits. The role ADMIN gets what is new.
	 * @param role the role
	 * @throws InvalidRoleException if its name or a permission has the wrong form, or an
	 * account that has it would hold more than a credential can carry
	 * @throws LastAdministratorException if the role ADMIN would lack a permission
	 */
	public void put(Role role) {
		role.requireValid();
		CredentialCapacity.require(List.of(role.name()), role.permissions());
		this.administrators.add(() -> {
			boolean known = this.roles.exists(role.name());
			if (!known) {
				this.jdbc.sql("insert into role (name) values (?)").param(role.name()).update();
			}
			boolean required = this.roles.requiresSecondFactor(role.name());
			SortedSet<String> before = replace(role);
			if (!known || !before.equals(role.permissions()) || required != role.secondFactor()) {
				this.events.publishEvent(new RoleChanged(role.name(), before, role.permissions(), role.secondFactor()));
			}
			if (role.name().equals(Administrators.ROLE)) {
				requireEverything(role);
			}
			else {
				growAdministrator(this.roles.neededPermissions());
			}
			return role;
		});
	}

	/**
	 * Keep all roles and permissions as they are until the caller's transaction ends. A
	 * caller that takes other locks as well takes this one first.
	 */
	public void lock() {
		this.administrators.lock();
	}

	/**
	 * Give the role ADMIN a permission that something asks for from now on, so that it
	 * goes on to hold every permission that there is.
	 * @param permission the permission
	 * @throws InvalidRoleException if it has the wrong form, or a credential could not
	 * carry all that the role ADMIN would hold
	 */
	public void introduce(String permission) {
		this.administrators.add(() -> {
			Set<String> known = this.roles.knownPermissions();
			if (known.add(permission)) {
				growAdministrator(known);
			}
			return permission;
		});
	}

	/**
	 * Delete a role that no account has.
	 * @param name the role
	 * @throws UnknownRoleException if there is no such role
	 * @throws RoleInUseException if an account has it, or it is built in
	 */
	public void delete(String name) {
		this.administrators.add(() -> {
			if (!this.roles.exists(name)) {
				throw new UnknownRoleException();
			}
			if (Role.isBuiltIn(name) || this.roles.isHeld(name)) {
				throw new RoleInUseException();
			}
			int deleted = this.jdbc.sql("delete from role where name = ?").param(name).update();
			this.events.publishEvent(new RoleDeleted(name));
			return deleted;
		});
	}

	private SortedSet<String> replace(Role role) {
		SortedSet<String> before = this.roles.permissionsOf(role.name());
		this.jdbc.sql("update role set second_factor = ? where name = ?")
			.params(role.secondFactor(), role.name())
			.update();
		this.jdbc.sql("delete from role_permission where role = ?").param(role.name()).update();
		for (String permission : role.permissions()) {
			this.jdbc.sql("insert into role_permission (role, permission) values (?, ?)")
				.params(role.name(), permission)
				.update();
		}
		if (!before.containsAll(role.permissions())) {
			this.holders.requireRoomForThoseWith(role.name());
		}
		return before;
	}

	private void requireEverything(Role administrator) {
		if (!administrator.permissions().containsAll(this.roles.neededPermissions())) {
			throw new LastAdministratorException();
		}
	}

	/**
	 * Give the role ADMIN the permissions that it lacks.
	 */
	private void growAdministrator(Set<String> known) {
		SortedSet<String> held = this.roles.permissionsOf(Administrators.ROLE);
		Role grown = new Role(Administrators.ROLE, new TreeSet<>(known),
				this.roles.requiresSecondFactor(Administrators.ROLE));
		if (!held.equals(grown.permissions())) {
			grown.requireValid();
			CredentialCapacity.require(List.of(grown.name()), grown.permissions());
			replace(grown);
			this.events.publishEvent(new RoleChanged(grown.name(), held, grown.permissions(), grown.secondFactor()));
		}
	}

}
