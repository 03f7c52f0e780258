package dev.latchkey.account;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

import dev.latchkey.account.username.Username;
import dev.latchkey.account.username.UsernameTakenException;
import dev.latchkey.harness.Repetitions;
import dev.latchkey.harness.TestDatabase;
import dev.latchkey.role.LastAdministratorException;
import dev.latchkey.role.Role;
import dev.latchkey.role.RoleInUseException;
import dev.latchkey.role.UnknownRoleException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.transaction.UnexpectedRollbackException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@ParameterizedClass
@EnumSource(TestDatabase.class)
@Timeout(60)
class AdministratorsTests {

	private static final int ROUNDS = Repetitions.of(50, 20);

	@Parameter
	TestDatabase database;

	private final ExecutorService threads = Executors.newFixedThreadPool(2);

	private AccountsFixture fixture;

	private Accounts accounts;

	private AccountChanges changes;

	@BeforeEach
	void empty() {
		this.fixture = AccountsFixture.empty(this.database);
		this.accounts = this.fixture.accounts;
		this.changes = this.fixture.changes;
	}

	@AfterEach
	void stop() {
		this.threads.shutdownNow();
	}

	@Test
	void keepsTheLastAdministrator() {
		Account admin = this.fixture.create("admin", "ADMIN");
		this.changes.changeStatus(this.fixture.create("disabled", "ADMIN").id(), AccountStatus.DISABLED);
		this.fixture.create("user", "USER");
		assertLast(() -> this.changes.changeStatus(admin.id(), AccountStatus.DISABLED));
		assertLast(() -> this.changes.changeRoles(admin.id(), Set.of("USER")));
		assertLast(() -> this.changes.delete(admin.id()));
		assertLast(() -> this.fixture.roleChanges.put(new Role("ADMIN", new TreeSet<>(Set.of("users:read")))));
		assertThat(this.accounts.byId(admin.id())).contains(admin);
	}

	@Test
	void letsAnAdministratorGoWhileAnotherStays() {
		Account first = this.fixture.create("first", "ADMIN");
		this.fixture.roleChanges.put(new Role("DEPUTY", new TreeSet<>(Set.of("users:write"))));
		this.fixture.create("deputy", "DEPUTY");
		assertLast(() -> this.changes.delete(first.id()));
		Account second = this.fixture.create("second", "ADMIN");
		this.changes.changeStatus(first.id(), AccountStatus.DISABLED);
		this.changes.changeRoles(first.id(), Set.of());
		this.changes.delete(first.id());
		assertLast(() -> this.changes.delete(second.id()));
	}

	@Test
	void doesNotMissAnAdministratorThatNeverWas() {
		Account user = this.fixture.create("user", "USER");
		this.changes.changeStatus(user.id(), AccountStatus.DISABLED);
		assertThat(this.accounts.byId(user.id()).orElseThrow().status()).isEqualTo(AccountStatus.DISABLED);
	}

	@Test
	void rollsTheCallersTransactionBackEvenWhereTheCallerGoesOn() {
		Account admin = this.fixture.create("admin", "ADMIN");
		assertThatExceptionOfType(UnexpectedRollbackException.class)
			.isThrownBy(() -> this.fixture.transactions.executeWithoutResult((status) -> {
				this.fixture.create("bob");
				assertLast(() -> this.changes.changeStatus(admin.id(), AccountStatus.DISABLED));
			}));
		assertThat(this.accounts.byId(admin.id())).contains(admin);
		assertThat(this.accounts.byUsername(Username.of("bob"))).isEmpty();
	}

	@Test
	void letsOnlyOneOfTwoAdministratorsGoWhoRemoveEachOtherAtOnce() throws Exception {
		Account first = this.fixture.create("first", "ADMIN");
		Account second = this.fixture.create("second", "ADMIN");
		for (int round = 0; round < ROUNDS; round++) {
			boolean byStatus = round % 2 == 0;
			List<Object> results = race(() -> remove(first, byStatus), () -> remove(second, true));
			assertThat(results).filteredOn(LastAdministratorException.class::isInstance).hasSize(1);
			assertThat(results).filteredOn(Account.class::isInstance).hasSize(1);
			for (Account account : List.of(first, second)) {
				this.changes.changeStatus(account.id(), AccountStatus.ACTIVE);
				this.changes.changeRoles(account.id(), Set.of("ADMIN"));
			}
		}
	}

	private Account remove(Account account, boolean byStatus) {
		if (byStatus) {
			this.changes.changeStatus(account.id(), AccountStatus.DISABLED);
		}
		else {
			this.changes.changeRoles(account.id(), Set.of("USER"));
		}
		return account;
	}

	@Test
	void createsOnlyOneAccountWhereANameIsTakenTwiceAtOnce() throws Exception {
		for (int round = 0; round < ROUNDS; round++) {
			String name = "straße-" + round;
			List<Object> results = race(() -> this.fixture.create(name, "ADMIN"),
					() -> this.fixture.create(name.replace("ß", "SS"), "USER"));
			assertThat(results).filteredOn(UsernameTakenException.class::isInstance).hasSize(1);
			assertThat(results).filteredOn(Account.class::isInstance).hasSize(1);
		}
		assertThat(this.accounts.page(AccountSearch.named(null), 0, 10).total()).isEqualTo(ROUNDS);
	}

	@Test
	void neverGivesAnAccountARoleThatIsBeingDeleted() throws Exception {
		Account alice = this.fixture.create("alice", "USER");
		for (int round = 0; round < ROUNDS; round++) {
			this.fixture.roleChanges.put(new Role("EDITOR", new TreeSet<>(Set.of("books:read"))));
			List<Object> results = race(() -> {
				this.changes.changeRoles(alice.id(), Set.of("EDITOR"));
				return alice;
			}, () -> {
				this.fixture.roleChanges.delete("EDITOR");
				return "EDITOR";
			});
			boolean given = this.accounts.byId(alice.id()).orElseThrow().roles().contains("EDITOR");
			assertThat(results.get(0)).isInstanceOf(given ? Account.class : UnknownRoleException.class);
			assertThat(results.get(1)).isInstanceOf(given ? RoleInUseException.class : String.class);
			this.changes.changeRoles(alice.id(), Set.of("USER"));
		}
	}

	private List<Object> race(Callable<Object> one, Callable<Object> other) throws Exception {
		CyclicBarrier start = new CyclicBarrier(2);
		List<Future<Object>> racers = Stream.of(one, other).map((racer) -> this.threads.submit(() -> {
			start.await();
			try {
				return racer.call();
			}
			catch (LastAdministratorException | UsernameTakenException | UnknownRoleException | RoleInUseException ex) {
				return ex;
			}
		})).toList();
		return List.of(racers.get(0).get(), racers.get(1).get());
	}

	private static void assertLast(Runnable change) {
		assertThatExceptionOfType(LastAdministratorException.class).isThrownBy(change::run);
	}

}
