package dev.latchkey.application;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

import dev.latchkey.account.AccountsFixture;
import dev.latchkey.harness.MovableClock;
import dev.latchkey.harness.TestDatabase;
import dev.latchkey.url.PublicUrl;
import org.jspecify.annotations.Nullable;

import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/**
 * An empty registry on a real database, as a node with a public URL has it.
 */
final class RegistryFixture {

	final AccountsFixture accounts;

	final MovableClock clock = MovableClock.stoppedAt(Instant.parse("2030-01-02T03:04:05Z"));

	final List<Object> events = Collections.synchronizedList(new ArrayList<>());

	final ApplicationRows rows;

	final ApplicationDirectory directory;

	final Applications applications;

	final ApplicationChanges changes;

	private final RegistryLock lock;

	private RegistryFixture(AccountsFixture accounts) {
		this.accounts = accounts;
		this.rows = new ApplicationRows(accounts.jdbc);
		this.directory = new ApplicationDirectory(this.rows);
		this.lock = new RegistryLock(this.rows, this.directory);
		this.applications = new Applications(this.rows, accounts.jdbc, this.clock);
		this.changes = new ApplicationChanges(new ClientIds(environment(Map.of())), this.rows, this.lock,
				new PublicUrl(List.of("https://login.example.com"), ""), accounts.roleChanges, accounts.transactions,
				this.events::add, this.clock);
	}

	static RegistryFixture empty(TestDatabase database) {
		RegistryFixture fixture = new RegistryFixture(AccountsFixture.empty(database));
		fixture.accounts.jdbc.sql("delete from application").update();
		fixture.directory.refresh();
		return fixture;
	}

	/**
	 * Return what the same node does at a start with other settings.
	 */
	DeclaredApplicationsStart declared(Map<String, Object> settings) {
		return new DeclaredApplicationsStart(declarations(settings), this.rows, this.lock, this.accounts.roleChanges,
				this.accounts.transactions, this.events::add, this.clock);
	}

	static ApplicationDeclarations declarations(Map<String, Object> settings) {
		return ApplicationDeclarations.in(environment(settings));
	}

	private static StandardEnvironment environment(Map<String, Object> settings) {
		StandardEnvironment environment = new StandardEnvironment();
		environment.getPropertySources().addFirst(new MapPropertySource("test", settings));
		return environment;
	}

	static ApplicationDetails asking(String name) {
		return new ApplicationDetails(name, null, null, null, null, true);
	}

	static ApplicationDetails proxied(String name, String... hosts) {
		return new ApplicationDetails(name, null, null, new ProxyAccess(List.of(hosts), false, false), null, false);
	}

	static ApplicationDetails connected(String name, @Nullable String backchannelLogoutUri, String... redirectUris) {
		return new ApplicationDetails(name, null, null, null, new OidcAccess(List.of(redirectUris), List.of(),
				backchannelLogoutUri, true, false, OidcAccess.DEFAULT_ALGORITHM, OidcAccess.DEFAULT_SCOPES), false);
	}

}
