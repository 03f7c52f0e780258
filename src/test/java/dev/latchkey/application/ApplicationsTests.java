package dev.latchkey.application;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import dev.latchkey.harness.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import static dev.latchkey.application.RegistryFixture.asking;
import static dev.latchkey.application.RegistryFixture.connected;
import static dev.latchkey.application.RegistryFixture.proxied;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class ApplicationsTests {

	@Parameter
	TestDatabase database;

	private RegistryFixture registry;

	private Applications applications;

	private ApplicationChanges changes;

	@BeforeEach
	void empty() {
		this.registry = RegistryFixture.empty(this.database);
		this.applications = this.registry.applications;
		this.changes = this.registry.changes;
	}

	@Test
	void knowsAnApplicationByItsSecretAlone() {
		RegisteredApplication one = register(asking("one"));
		RegisteredApplication two = register(asking("two"));
		String secret = String.valueOf(one.secret());
		assertThat(this.applications.authenticate(one.application().clientId(), secret))
			.isEqualTo(new ApplicationClient(one.application().id(), one.application().clientId(), true));
		assertThat(this.applications.all()).containsExactly(one.application(), two.application());
		for (String other : List.of(String.valueOf(two.secret()), "", secret + "x", "\0", "null")) {
			isRefused(one.application().clientId(), other);
		}
		for (String clientId : List.of("", "\0", "A".repeat(22), two.application().clientId())) {
			isRefused(clientId, secret);
		}
	}

	private RegisteredApplication register(ApplicationDetails details) {
		return this.changes.register(null, details, "admin");
	}

	private void isRefused(String clientId, String secret) {
		assertThatExceptionOfType(InvalidClientException.class)
			.isThrownBy(() -> this.applications.authenticate(clientId, secret));
	}

	@Test
	void givesNoSecretToWhatNeedsNone() {
		RegisteredApplication none = register(proxied("proxied", "a.example"));
		assertThat(none.secret()).isNull();
		isRefused(none.application().clientId(), "");
		isRefused(none.application().clientId(), "null");
		assertThatExceptionOfType(NoSecretException.class)
			.isThrownBy(() -> this.changes.renewSecret(none.application().clientId(), Duration.ZERO));
		assertThat(register(connected("public", null, "https://a.example/cb")).secret()).isNull();
	}

	@Test
	void losesItsSecretWithItsNeedForOne() {
		RegisteredApplication one = register(asking("one"));
		String clientId = one.application().clientId();
		this.changes.renewSecret(clientId, Duration.ofHours(1));
		this.changes.change(clientId, proxied("one", "a.example"));
		isRefused(clientId, String.valueOf(one.secret()));
		this.changes.change(clientId, asking("one"));
		isRefused(clientId, String.valueOf(one.secret()));
		String renewed = String.valueOf(this.changes.renewSecret(clientId, Duration.ofHours(1)).secret());
		this.applications.authenticate(clientId, renewed);
		isRefused(clientId, String.valueOf(one.secret()));
	}

	@Test
	void letsAnOldSecretBeGoodForAsLongAsItWasSaid() {
		RegisteredApplication one = register(asking("one"));
		String clientId = one.application().clientId();
		String first = String.valueOf(one.secret());
		String second = String.valueOf(this.changes.renewSecret(clientId, Duration.ofHours(1)).secret());
		this.applications.authenticate(clientId, first);
		this.applications.authenticate(clientId, second);
		this.registry.clock.advance(Duration.ofMinutes(59));
		this.applications.authenticate(clientId, first);
		this.registry.clock.advance(Duration.ofMinutes(1));
		isRefused(clientId, first);
		String third = String.valueOf(this.changes.renewSecret(clientId, Duration.ofHours(24)).secret());
		isRefused(clientId, first);
		this.applications.authenticate(clientId, second);
		String fourth = String.valueOf(this.changes.renewSecret(clientId, Duration.ZERO).secret());
		for (String old : List.of(first, second, third)) {
			isRefused(clientId, old);
		}
		this.applications.authenticate(clientId, fourth);
		for (Duration impossible : List.of(Duration.ofHours(24).plusNanos(1), Duration.ofNanos(-1),
				Duration.ofDays(1_000_000_000))) {
			assertThatExceptionOfType(InvalidApplicationException.class)
				.isThrownBy(() -> this.changes.renewSecret(clientId, impossible));
		}
		this.applications.authenticate(clientId, fourth);
	}

	@Test
	void deletesAnApplicationWhenWhatItDoesIsCommitted() throws Exception {
		RegisteredApplication one = register(asking("one"));
		String clientId = one.application().clientId();
		ApplicationClient client = this.applications.authenticate(clientId, String.valueOf(one.secret()));
		ExecutorService other = Executors.newSingleThreadExecutor();
		try {
			Future<?> deletion = this.registry.accounts.transactions.execute((status) -> {
				this.applications.lock(client);
				Future<?> waiting = other.submit(() -> this.changes.delete(clientId));
				assertThatExceptionOfType(TimeoutException.class)
					.isThrownBy(() -> waiting.get(100, TimeUnit.MILLISECONDS));
				assertThat(this.applications.all()).hasSize(1);
				return waiting;
			});
			deletion.get(10, TimeUnit.SECONDS);
		}
		finally {
			other.shutdown();
		}
		isLockedOut(client);
		// under the same client id it is another one
		this.changes.register(clientId, asking("one"), "admin");
		isLockedOut(client);
	}

	private void isLockedOut(ApplicationClient client) {
		assertThatExceptionOfType(InvalidClientException.class).isThrownBy(() -> this.registry.accounts.transactions
			.executeWithoutResult((status) -> this.applications.lock(client)));
	}

	@Test
	void locksOutWhatMayAskNoLonger() {
		RegisteredApplication one = register(asking("one"));
		String clientId = one.application().clientId();
		ApplicationClient client = this.applications.authenticate(clientId, String.valueOf(one.secret()));
		this.changes.change(clientId, proxied("one", "a.example"));
		isLockedOut(client);
	}

	@Test
	void keepsNoSecret() {
		RegisteredApplication created = register(asking("one"));
		String secret = String.valueOf(created.secret());
		String hash = this.registry.accounts.jdbc.sql("select secret_hash from application")
			.query(String.class)
			.single();
		assertThat(hash).isNotEqualTo(secret);
		assertThat(created.toString()).doesNotContain(secret);
		isRefused(created.application().clientId(), hash);
	}

	@Test
	void keepsAllOfAnApplication() {
		ApplicationDetails details = new ApplicationDetails("All of it", "https://a.example/home?x#y", "wiki:use",
				new ProxyAccess(List.of("b.example", "a.example", "localhost:3000"), true, false),
				new OidcAccess(List.of("https://a.example/cb", "http://localhost:3000/cb?x"), List.of(),
						"https://a.example/out", false, true, "ES256", List.of("openid")),
				true);
		Application registered = this.changes.register("all-of-it", details, "admin").application();
		assertThat(ApplicationDetails.of(registered)).isEqualTo(details);
		assertThat(this.applications.get("all-of-it")).isEqualTo(registered);
		assertThat(this.registry.directory.ofHost("localhost:3000")).isEqualTo(registered);
		assertThat(this.registry.directory.byClientId("all-of-it")).isEqualTo(registered);
		assertThat(registered.mayBeUsedBy(Set.of("wiki:use", "x"))).isTrue();
		assertThat(registered.mayBeUsedBy(Set.of("wiki"))).isFalse();
		ApplicationDetails other = new ApplicationDetails("Less of it", null, null,
				new ProxyAccess(List.of("a.example"), false, true), null, false);
		Application changed = this.changes.change("all-of-it", other);
		assertThat(ApplicationDetails.of(changed)).isEqualTo(other);
		assertThat(this.applications.get("all-of-it")).isEqualTo(changed);
		assertThat(this.registry.directory.ofHost("localhost:3000")).isNull();
		assertThat(this.registry.directory.all()).containsExactly(changed);
		this.changes.delete("all-of-it");
		assertThat(this.registry.directory.all()).isEmpty();
		assertThat(this.registry.events).hasExactlyElementsOfTypes(ApplicationRegistered.class,
				ApplicationChanged.class, OidcAccessRemoved.class, ApplicationDeleted.class);
	}

	@Test
	void comparesHostsInTheirOneForm() {
		Application one = register(
				proxied("one", "WIKI.example.", "wiki.example:443", "wiki.example:80", "b.example:8443", "[0::1]:3000"))
			.application();
		assertThat(one.proxy()).isNotNull();
		assertThat(one.proxy().hosts()).containsExactly("wiki.example", "b.example:8443", "[::1]:3000");
		for (String same : List.of("wiki.EXAMPLE", "b.example.:8443", "[::1]:3000")) {
			assertThatExceptionOfType(HostTakenException.class)
				.isThrownBy(() -> register(proxied("other", "c.example", same)));
		}
		Application other = register(proxied("other", "wiki.example:8443", "b.example")).application();
		assertThatExceptionOfType(HostTakenException.class)
			.isThrownBy(() -> this.changes.change(other.clientId(), proxied("other", "wiki.example")));
		assertThat(this.applications.get(other.clientId())).isEqualTo(other);
		// what one gives up, another can have
		this.changes.change(one.clientId(), proxied("one", "d.example"));
		this.changes.change(other.clientId(), proxied("other", "wiki.example"));
	}

	@Test
	void keepsItsNodeInTheKnowAndTheOthersSoon() {
		ApplicationDirectory other = new ApplicationDirectory(this.registry.rows);
		other.refresh();
		Application one = register(proxied("one", "a.example")).application();
		assertThat(this.registry.directory.ofHost("a.example")).isEqualTo(one);
		assertThat(other.ofHost("a.example")).isNull();
		other.refresh();
		assertThat(other.ofHost("a.example")).isEqualTo(one);
		// what is taken back was never there
		this.registry.accounts.transactions.executeWithoutResult((status) -> {
			register(proxied("two", "b.example"));
			status.setRollbackOnly();
		});
		assertThat(this.registry.directory.ofHost("b.example")).isNull();
		assertThat(this.applications.all()).containsExactly(one);
	}

	@Test
	void refusesWhatIsNotThereOrTaken() {
		Application one = this.changes.register("one", asking("one"), "admin").application();
		assertThatExceptionOfType(ClientIdTakenException.class)
			.isThrownBy(() -> this.changes.register("one", asking("two"), "admin"));
		assertThatExceptionOfType(ApplicationNameTakenException.class)
			.isThrownBy(() -> this.changes.register("two", asking("one"), "admin"));
		for (String unknown : List.of("two", "", "\0", "ONE")) {
			assertThatExceptionOfType(UnknownApplicationException.class).isThrownBy(() -> this.changes.delete(unknown));
			assertThatExceptionOfType(UnknownApplicationException.class)
				.isThrownBy(() -> this.changes.renewSecret(unknown, Duration.ZERO));
			assertThatExceptionOfType(UnknownApplicationException.class)
				.isThrownBy(() -> this.applications.get(unknown));
		}
		assertThat(this.applications.all()).containsExactly(one);
	}

	@Test
	void givesAdministratorsAPermissionThatIsNew() {
		assertThat(this.registry.accounts.roles.permissionsOf("ADMIN")).doesNotContain("wiki:use");
		register(new ApplicationDetails("one", null, "wiki:use", null, null, false));
		assertThat(this.registry.accounts.roles.permissionsOf("ADMIN")).contains("wiki:use");
	}

	@Test
	void holdsAThousandAndNoMoreHoweverManyComeAtOnce() throws Exception {
		fill(995);
		AtomicInteger number = new AtomicInteger();
		assertThat(howManyOf(20, () -> register(asking("late " + number.incrementAndGet())),
				TooManyApplicationsException.class))
			.isEqualTo(5);
		assertThat(this.applications.all()).hasSize(1000);
		this.changes.delete(this.applications.all().get(0).clientId());
		register(asking("one again"));
	}

	@Test
	void registersANameAClientIdAndAHostOnceHoweverManyComeAtOnce() throws Exception {
		AtomicInteger number = new AtomicInteger();
		assertThat(howManyOf(6, () -> register(asking("the same")), ApplicationNameTakenException.class)).isEqualTo(1);
		assertThat(howManyOf(6, () -> this.changes.register("same", asking("id " + number.incrementAndGet()), "admin"),
				ClientIdTakenException.class))
			.isEqualTo(1);
		assertThat(howManyOf(6, () -> register(proxied("host " + number.incrementAndGet(), "a.example")),
				HostTakenException.class))
			.isEqualTo(1);
		assertThat(this.applications.all()).hasSize(3);
	}

	/**
	 * Do the same in six threads at once, and return how often it went well.
	 */
	private static int howManyOf(int times, Callable<?> registration, Class<? extends RuntimeException> refusal)
			throws Exception {
		CyclicBarrier together = new CyclicBarrier(Math.min(times, 2));
		ExecutorService crowd = Executors.newFixedThreadPool(6);
		try {
			List<Callable<Boolean>> attempts = new ArrayList<>();
			IntStream.range(0, times).forEach((i) -> attempts.add(() -> {
				together.await(10, TimeUnit.SECONDS);
				try {
					registration.call();
					return true;
				}
				catch (RuntimeException ex) {
					assertThat(ex).isInstanceOf(refusal);
					return false;
				}
			}));
			int registered = 0;
			for (Future<Boolean> attempt : crowd.invokeAll(attempts)) {
				registered += attempt.get() ? 1 : 0;
			}
			return registered;
		}
		finally {
			crowd.shutdown();
		}
	}

	private void fill(int count) {
		IntStream.range(0, count).forEach((i) -> this.registry.accounts.jdbc.sql("""
				insert into application (id, client_id, name, declared, introspect, secret_hash, proxied,
				    proxy_assertion, proxy_bearer, created_at, created_by)
				values (:id, :id, :name, false, true, 'none', false, false, false, current_timestamp, 'admin')
				""").param("id", String.format(Locale.ROOT, "filler-%015d", i)).param("name", "filler " + i).update());
	}

}
