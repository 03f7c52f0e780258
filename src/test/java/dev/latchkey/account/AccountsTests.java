package dev.latchkey.account;

import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.latchkey.account.username.InvalidUsernameException;
import dev.latchkey.account.username.Username;
import dev.latchkey.account.username.UsernameTakenException;
import dev.latchkey.datastore.Page;
import dev.latchkey.harness.TestDatabase;
import dev.latchkey.role.InvalidRoleException;
import dev.latchkey.role.Role;
import dev.latchkey.role.UnknownRoleException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

@ParameterizedClass
@EnumSource(TestDatabase.class)
public class AccountsTests {

	@Parameter
	TestDatabase database;

	private AccountsFixture fixture;

	private Accounts accounts;

	private AccountChanges changes;

	@BeforeEach
	void empty() {
		this.fixture = AccountsFixture.empty(this.database);
		this.accounts = this.fixture.accounts;
		this.changes = this.fixture.changes;
	}

	@Test
	void createsAnAccountThatIsFoundByNameAndById() {
		Account alice = this.changes.create(Username.of("Alice"), "{argon2}hash", true, Set.of("ADMIN", "USER"));
		assertThat(alice.id()).matches("[A-Za-z0-9_-]{22}");
		assertThat(alice.username()).isEqualTo("alice");
		assertThat(alice.passwordHash()).isEqualTo("{argon2}hash");
		assertThat(alice.status()).isEqualTo(AccountStatus.ACTIVE);
		assertThat(alice.mustChangePassword()).isTrue();
		assertThat(alice.roles()).containsExactly("ADMIN", "USER");
		assertThat(alice.permissions()).contains("users:read", "users:write").hasSize(9);
		assertThat(this.accounts.byUsername(Username.of("alice"))).contains(alice);
		assertThat(this.accounts.byId(alice.id())).contains(alice);
	}

	@Test
	void findsAnAccountByAnyFormOfItsName() {
		Account account = this.fixture.create("STRASSE");
		assertThat(Stream.of("straße", "Strasse", "ｓｔｒａｓｓｅ", "STRAẞE", " strasse\u3000"))
			.allSatisfy((form) -> assertThat(this.accounts.byUsername(Username.of(form))).contains(account));
	}

	@Test
	void findsNothingUnderANameThatNobodyHasOrCanHave() {
		this.fixture.create("alice");
		assertThat(Stream.of("bob", "", "alice\0", "\0", "al\ud83dice", "ali ce", "x".repeat(1_000_000), "%", "al_ce"))
			.allSatisfy((name) -> assertThat(this.accounts.byUsername(Username.of(name))).isEmpty());
		assertThat(this.accounts.byId("nobody")).isEmpty();
	}

	@Test
	void unitesWhatTheRolesPermit() {
		this.fixture.roleChanges.put(new Role("READER", new TreeSet<>(Set.of("users:read", "books:read"))));
		this.fixture.roleChanges.put(new Role("WRITER", new TreeSet<>(Set.of("books:read", "books:write"))));
		Account account = this.fixture.create("alice", "READER", "WRITER", "USER");
		assertThat(account.roles()).containsExactly("READER", "USER", "WRITER");
		assertThat(account.permissions()).containsExactly("books:read", "books:write", "users:read");
	}

	@Test
	void keepsTheLongestNameInAnyScript() {
		String name = "𐓘".repeat(64);
		assertThat(this.fixture.create(name).username()).isEqualTo(name);
		assertThat(this.accounts.byUsername(Username.of(name))).isPresent();
	}

	/**
	 * A letter that a change adds is in the language of whoever makes the change, which
	 * may be the person whose profile it is.
	 */
	@Test
	void remembersNoProfileThatWasRolledBack() {
		Account alice = this.fixture.create("alice");
		KnownProfiles profiles = new KnownProfiles(this.accounts);
		ProfileChanges profileChanges = new ProfileChanges(this.accounts, this.fixture.jdbc, (event) -> {
		});
		this.fixture.transactions.executeWithoutResult((status) -> {
			profileChanges.update(alice.id(), new ProfileUpdate("alice@people.example", null, "de"));
			assertThat(profiles.profileOf(alice.id()).language()).isEqualTo("de");
			status.setRollbackOnly();
		});
		assertThat(profiles.profileOf(alice.id())).isEqualTo(AccountProfile.EMPTY);
	}

	@Test
	void refusesANameThatIsTakenInAnotherForm() {
		this.fixture.create("straße");
		assertThatExceptionOfType(UsernameTakenException.class).isThrownBy(() -> this.fixture.create("STRASSE"));
	}

	@Test
	void givesTheNameOfTheServerToNoOneAnyMore() {
		assertThat(Stream.of("system", "SYSTEM", " Ｓｙｓｔｅｍ ", "ſystem"))
			.allSatisfy((form) -> assertThatExceptionOfType(InvalidUsernameException.class)
				.isThrownBy(() -> this.fixture.create(form)));
		Account older = this.fixture.create("older", "USER");
		this.fixture.jdbc.sql("update account set username = 'system' where id = ?").param(older.id()).update();
		assertThat(this.accounts.byUsername(Username.of("System"))).map(Account::id).contains(older.id());
		this.changes.changeRoles(older.id(), Set.of());
		this.changes.changePassword(older.id(), "{argon2}other", false);
		this.changes.delete(older.id());
	}

	@Test
	void renewsAHashUnlessItWasReplacedMeanwhile() {
		Account alice = this.fixture.create("alice", "USER");
		assertThat(this.changes.renewHash(alice, "{argon2}renewed")).isTrue();
		assertThat(this.accounts.byId(alice.id())).contains(alice.withPasswordHash("{argon2}renewed"));
		assertThat(this.changes.renewHash(alice, "{argon2}late")).isFalse();
		assertThat(this.accounts.byId(alice.id())).contains(alice.withPasswordHash("{argon2}renewed"));
	}

	@Test
	void createsNothingWhereARoleIsUnknown() {
		assertThatExceptionOfType(UnknownRoleException.class)
			.isThrownBy(() -> this.fixture.create("alice", "USER", "KING"));
		assertThatExceptionOfType(UnknownRoleException.class).isThrownBy(() -> this.fixture.create("alice", "user\0"));
		assertThat(this.accounts.byUsername(Username.of("alice"))).isEmpty();
	}

	@Test
	void refusesMoreRolesThanACredentialCanCarry() {
		String[] names = IntStream.rangeClosed(1, 17).mapToObj((number) -> "ROLE_" + number).toArray(String[]::new);
		Stream.of(names).forEach((name) -> this.fixture.roleChanges.put(new Role(name, new TreeSet<>())));
		assertThatExceptionOfType(InvalidRoleException.class).isThrownBy(() -> this.fixture.create("alice", names));
		Account alice = this.fixture.create("alice", "USER");
		assertThatExceptionOfType(InvalidRoleException.class)
			.isThrownBy(() -> this.changes.changeRoles(alice.id(), Set.of(names)));
		assertThat(this.accounts.byId(alice.id())).contains(alice);
	}

	@Test
	void refusesRolesThatTogetherPermitMoreThanACredentialCanCarry() {
		String[] names = Stream.of("A", "B", "C", "D", "E", "F", "G")
			.map((letter) -> letter.repeat(32))
			.toArray(String[]::new);
		Stream.of(names).forEach((name) -> this.fixture.roleChanges.put(new Role(name, new TreeSet<>())));
		this.fixture.roleChanges.put(new Role(names[0], permissions("a", 15)));
		assertThatExceptionOfType(InvalidRoleException.class).isThrownBy(() -> this.fixture.create("alice", names));
		Account alice = this.fixture.create("alice", names[0]);
		assertThatExceptionOfType(InvalidRoleException.class)
			.isThrownBy(() -> this.changes.changeRoles(alice.id(), Set.of(names)));
	}

	public static TreeSet<String> permissions(String prefix, int number) {
		return IntStream.range(0, number)
			.mapToObj((index) -> prefix + String.format(Locale.ROOT, "%063d", index))
			.collect(Collectors.toCollection(TreeSet::new));
	}

	@Test
	void changesPasswordStatusAndRoles() {
		Account alice = this.fixture.create("alice", "USER");
		this.changes.changePassword(alice.id(), "{argon2}other", true);
		this.changes.changeStatus(alice.id(), AccountStatus.DISABLED);
		this.changes.changeRoles(alice.id(), Set.of("ADMIN"));
		Account changed = this.accounts.byId(alice.id()).orElseThrow();
		assertThat(changed.passwordHash()).isEqualTo("{argon2}other");
		assertThat(changed.mustChangePassword()).isTrue();
		assertThat(changed.status()).isEqualTo(AccountStatus.DISABLED);
		assertThat(changed.roles()).containsExactly("ADMIN");
		this.changes.changeRoles(alice.id(), Set.of());
		this.changes.changeStatus(alice.id(), AccountStatus.ACTIVE);
		assertThat(this.accounts.byId(alice.id()).orElseThrow().roles()).isEmpty();
	}

	@Test
	void letsATemporaryPasswordExpire() {
		Instant until = this.fixture.clock.instant().plus(AccountsFixture.TEMPORARY);
		Account created = this.changes.create(Username.of("alice"), "{argon2}hash", true, Set.of());
		assertThat(created.temporaryUntil()).isEqualTo(until);
		assertThat(created.isPasswordExpired(until.minusMillis(1))).isFalse();
		assertThat(created.isPasswordExpired(until)).isTrue();
		this.changes.changePassword(created.id(), "{argon2}chosen", false);
		assertThat(this.accounts.byId(created.id()).orElseThrow().temporaryUntil()).isNull();
		this.changes.changePassword(created.id(), "{argon2}reset", true);
		assertThat(this.accounts.byId(created.id()).orElseThrow().temporaryUntil()).isEqualTo(until);
		Account first = this.changes.createFirst(Username.of("admin"), "{argon2}hash", true, Set.of("ADMIN"));
		assertThat(first.mustChangePassword()).isTrue();
		assertThat(first.isPasswordExpired(Instant.MAX)).isFalse();
	}

	@Test
	void deletesAnAccountWithItsRoles() {
		Account alice = this.fixture.create("alice", "USER");
		this.changes.delete(alice.id());
		assertThat(this.accounts.byUsername(Username.of("alice"))).isEmpty();
		assertThat(this.fixture.roles.isHeld("USER")).isFalse();
		assertThat(this.fixture.create("alice").id()).isNotEqualTo(alice.id());
	}

	@Test
	void changesNoAccountThatIsNotThere() {
		assertThatExceptionOfType(UnknownAccountException.class)
			.isThrownBy(() -> this.changes.changePassword("nobody", "{argon2}x", false));
		assertThatExceptionOfType(UnknownAccountException.class)
			.isThrownBy(() -> this.changes.changeStatus("nobody", AccountStatus.DISABLED));
		assertThatExceptionOfType(UnknownAccountException.class)
			.isThrownBy(() -> this.changes.changeRoles("nobody", Set.of("USER")));
		assertThatExceptionOfType(UnknownAccountException.class).isThrownBy(() -> this.changes.delete("nobody"));
	}

	@Test
	void undoesAChangeWithTheCallersTransaction() {
		Account alice = this.fixture.create("alice", "USER");
		this.fixture.transactions.executeWithoutResult((status) -> {
			this.changes.changeRoles(alice.id(), Set.of("ADMIN"));
			this.changes.changePassword(alice.id(), "{argon2}other", true);
			this.fixture.create("bob");
			status.setRollbackOnly();
		});
		assertThat(this.accounts.byId(alice.id())).contains(alice);
		assertThat(this.accounts.byUsername(Username.of("bob"))).isEmpty();
	}

	@Test
	void locksOnlyInATransaction() {
		Account alice = this.fixture.create("alice");
		assertThatIllegalStateException().isThrownBy(() -> this.accounts.lock(alice.id()));
		assertThatIllegalStateException().isThrownBy(() -> this.accounts.lockToChange(alice.id()));
		this.fixture.transactions.executeWithoutResult((status) -> {
			assertThat(this.accounts.lock(alice.id())).contains(alice);
			assertThat(this.accounts.lock("nobody")).isEmpty();
		});
		this.fixture.transactions.executeWithoutResult((status) -> {
			assertThat(this.accounts.lockToChange(alice.id())).contains(alice);
			this.changes.changeRoles(alice.id(), Set.of("USER"));
		});
		assertThat(this.accounts.byId(alice.id()).orElseThrow().roles()).containsExactly("USER");
	}

	@Test
	void pagesThroughTheAccountsByName() {
		for (String name : new String[] { "dora", "alice", "carol", "bob", "erin" }) {
			this.fixture.create(name, "ADMIN", "USER");
		}
		Page<Account> first = this.accounts.page(AccountSearch.named(null), 0, 2);
		assertThat(first.items()).extracting(Account::username).containsExactly("alice", "bob");
		assertThat(first.items()).allSatisfy((account) -> assertThat(account.permissions()).hasSize(9));
		assertThat(first).extracting(Page::page, Page::size, Page::total).containsExactly(0, 2, 5L);
		assertThat(this.accounts.page(AccountSearch.named(""), 2, 2).items()).extracting(Account::username)
			.containsExactly("erin");
		assertThat(this.accounts.page(AccountSearch.named(null), 3, 2).items()).isEmpty();
		assertThat(this.accounts.page(AccountSearch.named(null), Integer.MAX_VALUE, 200).total()).isEqualTo(5);
	}

	@Test
	void searchesForAPartOfTheNameInAnyForm() {
		for (String name : new String[] { "straße", "a_b", "a!b", "axb", "ångström" }) {
			this.fixture.create(name);
		}
		assertThat(found("SS")).containsExactly("strasse");
		assertThat(found("A\u030anG")).containsExactly("ångström");
		assertThat(found("a_b")).containsExactly("a_b");
		assertThat(found("!")).containsExactly("a!b");
		assertThat(found("_")).containsExactly("a_b");
		assertThat(found("zzz")).isEmpty();
	}

	@Test
	void findsNothingForAPartThatNoNameHas() {
		this.fixture.create("alice");
		assertThat(Stream.of("%", "\\", "\0", "a e", "\ud83d", "x".repeat(1_000_000), "alice%", "a\0"))
			.allSatisfy((part) -> {
				assertThat(found(part)).isEmpty();
				assertThat(this.accounts.page(AccountSearch.named(part), 0, 10).total()).isZero();
			});
	}

	private Stream<String> found(String part) {
		return this.accounts.page(AccountSearch.named(part), 0, 10).items().stream().map(Account::username);
	}

}
