package dev.latchkey.role;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The roles and what they permit. A change here changes what accounts may do; the caller
 * ends the sessions of the accounts that have the role.
 */
public class Roles {

	private static final Set<String> BUILT_IN = Set.of(Administrators.ROLE, "USER");

	private final JdbcClient jdbc;

	private final Administrators administrators;

	private final ApplicationEventPublisher events;

	public Roles(JdbcClient jdbc, Administrators administrators, ApplicationEventPublisher events) {
		this.jdbc = jdbc;
		this.administrators = administrators;
		this.events = events;
	}

	/**
	 * Return all roles.
	 * @return the roles in the order of their names
	 */
	public List<Role> all() {
		return this.jdbc.sql("""
				select r.name, rp.permission from role r left join role_permission rp on rp.role = r.name
				order by r.name""").query(Roles::read);
	}

	/**
	 * Return what some roles permit together.
	 * @param roles names of roles
	 * @return the permissions
	 * @throws UnknownRoleException if there is no such role
	 */
	public Set<String> permissionsOf(Set<String> roles) {
		Map<String, Role> known = all().stream().collect(Collectors.toMap(Role::name, Function.identity()));
		Set<String> permissions = new TreeSet<>();
		for (String name : roles) {
			Role role = known.get(name);
			if (role == null) {
				throw new UnknownRoleException();
			}
			permissions.addAll(role.permissions());
		}
		return permissions;
	}

	/**
	 * Return the permissions that there are: those that Latchkey asks for, and those that
	 * a role has. A caller who may write roles introduces any other.
	 * @return all of them, which the role ADMIN holds
	 */
	public Set<String> knownPermissions() {
		Set<String> known = new TreeSet<>(BuiltInPermissions.ALL);
		all().forEach((role) -> known.addAll(role.permissions()));
		return known;
	}

	/**
	 * Return what a role permits.
	 * @param name the role
	 * @return its permissions; none for a role that is not there
	 */
	public SortedSet<String> permissionsOf(String name) {
		return all().stream()
			.filter((role) -> role.name().equals(name))
			.findFirst()
			.map(Role::permissions)
			.orElseGet(TreeSet::new);
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
			boolean known = exists(role.name());
			if (!known) {
				this.jdbc.sql("insert into role (name) values (?)").param(role.name()).update();
			}
			SortedSet<String> before = replace(role);
			if (!known || !before.equals(role.permissions())) {
				this.events.publishEvent(new RoleChanged(role.name(), before, role.permissions()));
			}
			if (role.name().equals(Administrators.ROLE)) {
				requireEverything(role);
			}
			else {
				growAdministrator();
			}
			return role;
		});
	}

	private SortedSet<String> replace(Role role) {
		SortedSet<String> before = permissionsOf(role.name());
		this.jdbc.sql("delete from role_permission where role = ?").param(role.name()).update();
		for (String permission : role.permissions()) {
			this.jdbc.sql("insert into role_permission (role, permission) values (?, ?)")
				.params(role.name(), permission)
				.update();
		}
		requireRoomForThoseWith(role.name());
		return before;
	}

	private void requireEverything(Role administrator) {
		if (!administrator.permissions().containsAll(knownPermissions())) {
			throw new LastAdministratorException();
		}
	}

	/**
	 * Give the role ADMIN what other roles have and it has not.
	 */
	private void growAdministrator() {
		SortedSet<String> held = permissionsOf(Administrators.ROLE);
		Role grown = new Role(Administrators.ROLE, new TreeSet<>(knownPermissions()));
		if (!held.equals(grown.permissions())) {
			CredentialCapacity.require(List.of(grown.name()), grown.permissions());
			replace(grown);
			this.events.publishEvent(new RoleChanged(grown.name(), held, grown.permissions()));
		}
	}

	/**
	 * Delete a role that no account has.
	 * @param name the role
	 * @throws UnknownRoleException if there is no such role
	 * @throws RoleInUseException if an account has it, or it is built in
	 */
	public void delete(String name) {
		this.administrators.add(() -> {
			if (!exists(name)) {
				throw new UnknownRoleException();
			}
			if (BUILT_IN.contains(name) || !accountIdsWith(name).isEmpty()) {
				throw new RoleInUseException();
			}
			int deleted = this.jdbc.sql("delete from role where name = ?").param(name).update();
			this.events.publishEvent(new RoleDeleted(name));
			return deleted;
		});
	}

	/**
	 * Return the accounts that have a role.
	 * @param role the role
	 * @return the ids of the accounts, in a fixed order
	 */
	public List<String> accountIdsWith(String role) {
		if (!Role.isName(role)) {
			return List.of();
		}
		return this.jdbc.sql("select account_id from account_role where role = ? order by account_id")
			.param(role)
			.query(String.class)
			.list();
	}

	private boolean exists(String name) {
		// the database refuses some texts, such as one with NUL in it
		return Role.isName(name)
				&& this.jdbc.sql("select count(*) from role where name = ?").param(name).query(Long.class).single() > 0;
	}

	private void requireRoomForThoseWith(String role) {
		long tooMany = this.jdbc.sql("""
				select count(*) from (
				    select word.account_id from (
				        select account_id, role as text from account_role
				        union
				        select ar.account_id, rp.permission from account_role ar
				        join role_permission rp on rp.role = ar.role) word
				    where word.account_id in (select account_id from account_role where role = :role)
				    group by word.account_id
				    having sum(char_length(word.text) + :around) > :most) too_long""")
			.param("role", role)
			.param("around", CredentialCapacity.AROUND_A_WORD)
			.param("most", CredentialCapacity.MOST_CHARACTERS)
			.query(Long.class)
			.single();
		if (tooMany > 0) {
			throw CredentialCapacity.tooMuch();
		}
	}

	private static List<Role> read(ResultSet rows) throws SQLException {
		Map<String, SortedSet<String>> roles = new TreeMap<>();
		while (rows.next()) {
			SortedSet<String> permissions = roles.computeIfAbsent(rows.getString("name"), (name) -> new TreeSet<>());
			String permission = rows.getString("permission");
			if (permission != null) {
				permissions.add(permission);
			}
		}
		List<Role> all = new ArrayList<>();
		roles.forEach((name, permissions) -> all.add(new Role(name, permissions)));
		return all;
	}

}
