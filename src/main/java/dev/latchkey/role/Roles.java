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

import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The roles and what they permit.
 */
public class Roles {

	private final JdbcClient jdbc;

	public Roles(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * Return all roles.
	 * @return the roles in the order of their names
	 */
	public List<Role> all() {
		return this.jdbc
			.sql("""
					select r.name, r.second_factor, rp.permission from role r left join role_permission rp on rp.role = r.name
					order by r.name""")
			.query(Roles::read);
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
	 * Return what some roles permit together now: a session knows what they permitted
	 * when it was opened, and the role ADMIN grows with each new permission.
	 * @param roles names of roles; those that there are no more permit nothing
	 * @return the permissions
	 */
	public Set<String> permittedNowBy(Set<String> roles) {
		Set<String> permitted = new TreeSet<>();
		all().stream().filter((role) -> roles.contains(role.name())).map(Role::permissions).forEach(permitted::addAll);
		return permitted;
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
	 * Return the permissions that the role ADMIN has to hold: those that there are, and
	 * those that an application asks for, which no other role may have.
	 */
	Set<String> neededPermissions() {
		Set<String> needed = knownPermissions();
		needed.addAll(this.jdbc.sql("select distinct permission from application where permission is not null")
			.query(String.class)
			.list());
		return needed;
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
	 * Tell whether accounts that have a role need a second factor.
	 * @param name the role
	 * @return whether it requires one; not if it is not there
	 */
	public boolean requiresSecondFactor(String name) {
		return all().stream().anyMatch((role) -> role.name().equals(name) && role.secondFactor());
	}

	/**
	 * Tell whether any account has a role.
	 * @param role the role
	 * @return whether one has it
	 */
	public boolean isHeld(String role) {
		return Role.isName(role) && !this.jdbc.sql("select role from account_role where role = ? fetch first row only")
			.param(role)
			.query(String.class)
			.list()
			.isEmpty();
	}

	/**
	 * Return how many accounts have each role.
	 * @return the numbers by the role's name; a role that no account has is missing
	 */
	public Map<String, Long> holders() {
		Map<String, Long> holders = new TreeMap<>();
		this.jdbc.sql("select role, count(*) as holders from account_role group by role")
			.query((RowCallbackHandler) (row) -> holders.put(row.getString("role"), row.getLong("holders")));
		return holders;
	}

	boolean exists(String name) {
		// the database refuses some texts, such as one with NUL in it
		return Role.isName(name)
				&& this.jdbc.sql("select count(*) from role where name = ?").param(name).query(Long.class).single() > 0;
	}

	private static List<Role> read(ResultSet rows) throws SQLException {
		Map<String, SortedSet<String>> roles = new TreeMap<>();
		Set<String> requiring = new TreeSet<>();
		while (rows.next()) {
			SortedSet<String> permissions = roles.computeIfAbsent(rows.getString("name"), (name) -> new TreeSet<>());
			if (rows.getBoolean("second_factor")) {
				requiring.add(rows.getString("name"));
			}
			String permission = rows.getString("permission");
			if (permission != null) {
				permissions.add(permission);
			}
		}
		List<Role> all = new ArrayList<>();
		roles.forEach((name, permissions) -> all.add(new Role(name, permissions, requiring.contains(name))));
		return all;
	}

}
