package dev.latchkey.account;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import com.zaxxer.hikari.HikariDataSource;
import dev.latchkey.account.username.Username;
import dev.latchkey.harness.MovableClock;
import dev.latchkey.harness.TestDatabase;
import dev.latchkey.role.Administrators;
import dev.latchkey.role.RoleChanges;
import dev.latchkey.role.Roles;
import org.flywaydb.core.Flyway;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The accounts on a migrated database, one for each kind, emptied for each test.
 */
public final class AccountsFixture {

	private static final Map<TestDatabase, AccountsFixture> FIXTURES = new ConcurrentHashMap<>();

	static final Duration TEMPORARY = Duration.ofHours(72);

	/** To the second, as all databases keep it. */
	final MovableClock clock = MovableClock.stoppedAt(Instant.parse("2030-01-02T03:04:05Z"));

	public final String url;

	public final JdbcClient jdbc;

	public final TransactionTemplate transactions;

	public final Administrators administrators;

	public final Roles roles;

	public final RoleChanges roleChanges;

	public final Accounts accounts;

	public final AccountChanges changes;

	private final Set<String> ownPermissions;

	private AccountsFixture(TestDatabase database) {
		this.url = database.newUrl();
		HikariDataSource dataSource = new HikariDataSource();
		dataSource.setJdbcUrl(this.url);
		dataSource.setMaximumPoolSize(8);
		Flyway.configure().dataSource(dataSource).load().migrate();
		this.jdbc = JdbcClient.create(dataSource);
		this.transactions = new TransactionTemplate(new JdbcTransactionManager(dataSource));
		this.administrators = new Administrators(this.jdbc, this.transactions);
		this.roles = new Roles(this.jdbc);
		this.roleChanges = new RoleChanges(this.roles, this.jdbc, this.administrators, (event) -> {
		});
		this.ownPermissions = this.roles.knownPermissions();
		this.accounts = new Accounts(this.jdbc, this.administrators);
		this.changes = new AccountChanges(this.accounts, this.jdbc, this.administrators, this.roles, (event) -> {
		}, new TemporaryPasswordSettings(TEMPORARY), this.clock);
	}

	public static AccountsFixture empty(TestDatabase database) {
		AccountsFixture fixture = FIXTURES.computeIfAbsent(database, AccountsFixture::new);
		fixture.jdbc.sql("delete from application").update();
		fixture.jdbc.sql("delete from account").update();
		fixture.jdbc.sql("delete from role where name not in ('ADMIN', 'USER')").update();
		fixture.jdbc.sql("delete from role_permission where role = 'USER'").update();
		fixture.jdbc.sql("delete from role_permission where role = 'ADMIN' and permission not in (:own)")
			.param("own", fixture.ownPermissions)
			.update();
		return fixture;
	}

	public Account create(String username, String... roles) {
		return this.changes.create(Username.of(username), "{argon2}hash", false, Set.of(roles));
	}

}
