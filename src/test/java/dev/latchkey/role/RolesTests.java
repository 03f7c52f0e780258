package dev.latchkey.role;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import dev.latchkey.account.Account;
import dev.latchkey.account.AccountsFixture;
import dev.latchkey.account.AccountsTests;
import dev.latchkey.harness.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class RolesTests {

	@Parameter
	TestDatabase database;

	private AccountsFixture fixture;

	private Roles roles;

	private RoleChanges changes;

	@BeforeEach
	void empty() {
		this.fixture = AccountsFixture.empty(this.database);
		this.roles = this.fixture.roles;
		this.changes = this.fixture.roleChanges;
	}

	@Test
	void startsWithAnAdministratorAndAUser() {
		assertThat(this.roles.all()).extracting(Role::name).containsExactly("ADMIN", "USER");
		assertThat(this.roles.permissionsOf(Set.of("ADMIN"))).containsExactlyInAnyOrder("users:read", "users:write",
				"roles:write", "sessions:read", "sessions:end", "audit:read", "keys:write", "applications:write",
				"metrics:read");
		assertThat(this.roles.permissionsOf(Set.of("USER"))).isEmpty();
		assertThat(this.roles.permissionsOf(Set.of())).isEmpty();
	}

	@Test
	void createsAndReplacesARole() {
		put("EDITOR", "books:read", "books:write");
		assertThat(this.roles.permissionsOf(Set.of("EDITOR", "USER"))).containsExactly("books:read", "books:write");
		put("EDITOR", "books:read", "books:revoke");
		assertThat(this.roles.all()).contains(role("EDITOR", "books:revoke", "books:read"));
	}

	@Test
	void changesWhatAccountsMayDoThatHaveTheRole() {
		put("EDITOR", "books:read");
		Account alice = this.fixture.create("alice", "EDITOR");
		put("EDITOR", "books:write");
		assertThat(this.fixture.accounts.byId(alice.id()).orElseThrow().permissions()).containsExactly("books:write");
		assertThat(this.roles.isHeld("EDITOR")).isTrue();
	}

	@Test
	void knowsNoOtherRoles() {
		assertThatExceptionOfType(UnknownRoleException.class)
			.isThrownBy(() -> this.roles.permissionsOf(Set.of("USER", "KING")));
		assertThatExceptionOfType(UnknownRoleException.class)
			.isThrownBy(() -> this.roles.permissionsOf(Set.of("user")));
		assertThatExceptionOfType(UnknownRoleException.class)
			.isThrownBy(() -> this.roles.permissionsOf(new HashSet<>(Arrays.asList("USER", null))));
		assertThatExceptionOfType(UnknownRoleException.class).isThrownBy(() -> this.changes.delete("KING"));
		assertThatExceptionOfType(UnknownRoleException.class).isThrownBy(() -> this.changes.delete("KING\0"));
		assertThat(this.roles.isHeld("KING\0")).isFalse();
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "", "user", "1ST", "_A", "A-B", "A B", "Ä", "A\0", "A\n", "A23456789012345678901234567890123" })
	void refusesNamesThatAreNone(String name) {
		assertThatExceptionOfType(InvalidRoleException.class).isThrownBy(() -> put(name, "books:read"));
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "", "Books", "1st", ":read", "books read", "books/read", "ä", "a\0", "a\n", "a,b", "a\"b" })
	void refusesPermissionsThatAreNone(String permission) {
		assertThatExceptionOfType(InvalidRoleException.class).isThrownBy(() -> put("EDITOR", permission));
		assertThatExceptionOfType(InvalidRoleException.class).isThrownBy(() -> put("EDITOR", "a".repeat(65)));
		assertThat(this.roles.all()).extracting(Role::name).doesNotContain("EDITOR");
	}

	@Test
	void takesTheLongestNames() {
		String name = "A2345678901234567890123456789_12";
		String permission = "a".repeat(64);
		put(name, permission);
		assertThat(this.roles.permissionsOf(Set.of(name))).containsExactly(permission);
	}

	@Test
	void refusesMoreThanACredentialCanCarryAlone() {
		assertThatExceptionOfType(InvalidRoleException.class)
			.isThrownBy(() -> this.changes.put(new Role("BIG", AccountsTests.permissions("a", 18))));
	}

	@Test
	void refusesMoreThanACredentialCanCarryTogetherWithTheAccountsOtherRoles() {
		List<String> long32 = Stream.of("A", "B", "C", "D", "E", "F").map((letter) -> letter.repeat(32)).toList();
		long32.forEach(this::put);
		put("SECOND", "books:read");
		put("THIRD", "books:read");
		this.fixture.create("alice", Stream.concat(long32.stream(), Stream.of("SECOND")).toArray(String[]::new));
		this.fixture.create("bob", "THIRD");
		Role big = new Role("SECOND", AccountsTests.permissions("a", 15));
		assertThatExceptionOfType(InvalidRoleException.class).isThrownBy(() -> this.changes.put(big));
		assertThat(this.roles.permissionsOf(Set.of("SECOND"))).containsExactly("books:read");
		this.changes.put(new Role("THIRD", AccountsTests.permissions("a", 15)));
	}

	/**
	 * What two accounts hold together is no account's.
	 */
	@Test
	void takesWhatEachAccountCanCarryByItself() {
		Stream.of("A", "B", "C", "D", "E", "F").map((letter) -> letter.repeat(32)).forEach(this::put);
		put("SECOND", "books:read");
		this.fixture.create("alice", "A".repeat(32), "B".repeat(32), "C".repeat(32), "SECOND");
		this.fixture.create("bob", "D".repeat(32), "E".repeat(32), "F".repeat(32), "SECOND");
		this.changes.put(new Role("SECOND", AccountsTests.permissions("a", 15)));
		assertThat(this.roles.permissionsOf(Set.of("SECOND"))).hasSize(15);
	}

	@Test
	void givesAdministratorsWhatIsNew() {
		put("EDITOR", "books:read");
		assertThat(this.roles.permissionsOf(Set.of("ADMIN"))).contains("books:read");
		this.changes.delete("EDITOR");
		Role without = new Role("ADMIN", new TreeSet<>(BuiltInPermissions.ALL));
		this.changes.put(without);
		assertThat(this.roles.all()).contains(without);
		assertThatExceptionOfType(LastAdministratorException.class)
			.isThrownBy(() -> this.changes.put(role("ADMIN", "users:read")));
	}

	/**
	 * A credential has room for so much, and administrators hold all of it.
	 */
	@Test
	void refusesMorePermissionsThanAnAdministratorCanCarry() {
		this.changes.put(new Role("FIRST", AccountsTests.permissions("a", 10)));
		Role second = new Role("SECOND", AccountsTests.permissions("b", 10));
		assertThatExceptionOfType(InvalidRoleException.class).isThrownBy(() -> this.changes.put(second));
		assertThat(this.roles.all()).extracting(Role::name).doesNotContain("SECOND");
	}

	@Test
	void deletesARoleThatNobodyHas() {
		put("EDITOR", "books:read");
		this.changes.delete("EDITOR");
		assertThat(this.roles.all()).extracting(Role::name).containsExactly("ADMIN", "USER");
	}

	@Test
	void keepsARoleThatIsInUse() {
		put("EDITOR", "books:read");
		this.fixture.create("alice", "EDITOR");
		assertThat(List.of("EDITOR", "ADMIN", "USER"))
			.allSatisfy((name) -> assertThatExceptionOfType(RoleInUseException.class)
				.isThrownBy(() -> this.changes.delete(name)));
		assertThat(this.roles.all()).extracting(Role::name).containsExactly("ADMIN", "EDITOR", "USER");
	}

	private void put(String name, String... permissions) {
		this.changes.put(role(name, permissions));
	}

	private static Role role(String name, String... permissions) {
		return new Role(name, new TreeSet<>(Set.of(permissions)));
	}

}
