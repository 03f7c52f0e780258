package dev.latchkey.application;

import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import dev.latchkey.account.AccountsFixture;
import dev.latchkey.harness.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class ApplicationsTests {

	@Parameter
	TestDatabase database;

	private AccountsFixture fixture;

	private Applications applications;

	@BeforeEach
	void empty() {
		this.fixture = AccountsFixture.empty(this.database);
		this.fixture.jdbc.sql("delete from application").update();
		ApplicationRows rows = new ApplicationRows(this.fixture.jdbc);
		this.applications = new Applications(rows, new ApplicationDirectory(rows), this.fixture.jdbc,
				this.fixture.transactions, (event) -> {
				}, Clock.systemUTC());
	}

	@Test
	void knowsAnApplicationByItsSecretAlone() {
		NewApplication one = this.applications.register("one", "admin");
		NewApplication two = this.applications.register("two", "admin");
		assertThat(this.applications.authenticate(one.application().clientId(), one.secret()))
			.isEqualTo(new ApplicationClient(one.application().id(), one.application().clientId(), true));
		assertThat(this.applications.all()).containsExactly(one.application(), two.application());
		for (String secret : List.of(two.secret(), "", one.secret() + "x", "\0")) {
			assertThatExceptionOfType(InvalidClientException.class)
				.isThrownBy(() -> this.applications.authenticate(one.application().clientId(), secret));
		}
		for (String clientId : List.of("", "\0", "A".repeat(22), two.application().clientId())) {
			assertThatExceptionOfType(InvalidClientException.class)
				.isThrownBy(() -> this.applications.authenticate(clientId, one.secret()));
		}
	}

	@Test
	void deletesAnApplicationWhenWhatItDoesIsCommitted() throws Exception {
		String clientId = this.applications.register("one", "admin").application().clientId();
		ExecutorService other = Executors.newSingleThreadExecutor();
		try {
			Future<?> deletion = this.fixture.transactions.execute((status) -> {
				this.applications.lock(clientId);
				Future<?> waiting = other.submit(() -> this.applications.delete(clientId));
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
		assertThatExceptionOfType(InvalidClientException.class).isThrownBy(
				() -> this.fixture.transactions.executeWithoutResult((status) -> this.applications.lock(clientId)));
	}

	@Test
	void keepsNoSecret() {
		NewApplication created = this.applications.register("one", "admin");
		String hash = this.fixture.jdbc.sql("select secret_hash from application").query(String.class).single();
		assertThat(hash).isNotEqualTo(created.secret());
		assertThat(created.toString()).doesNotContain(created.secret());
		assertThatExceptionOfType(InvalidClientException.class)
			.isThrownBy(() -> this.applications.authenticate(created.application().clientId(), hash));
	}

	@Test
	void holdsAThousandAndNoMoreHoweverManyComeAtOnce() throws Exception {
		fill(995);
		AtomicInteger number = new AtomicInteger();
		Callable<Boolean> registers = () -> {
			try {
				this.applications.register("late " + number.incrementAndGet(), "admin");
				return true;
			}
			catch (TooManyApplicationsException ex) {
				return false;
			}
		};
		ExecutorService crowd = Executors.newFixedThreadPool(6);
		try {
			List<Future<Boolean>> attempts = crowd
				.invokeAll(IntStream.range(0, 20).mapToObj((i) -> registers).toList());
			int registered = 0;
			for (Future<Boolean> attempt : attempts) {
				registered += attempt.get() ? 1 : 0;
			}
			assertThat(registered).isEqualTo(5);
		}
		finally {
			crowd.shutdown();
		}
		assertThat(this.applications.all()).hasSize(1000);
		this.applications.delete(this.applications.all().get(0).clientId());
		this.applications.register("one again", "admin");
	}

	@Test
	void registersANameOnceHoweverManyComeAtOnce() throws Exception {
		Callable<Boolean> registers = () -> {
			try {
				this.applications.register("the same", "admin");
				return true;
			}
			catch (ApplicationNameTakenException ex) {
				return false;
			}
		};
		ExecutorService crowd = Executors.newFixedThreadPool(6);
		try {
			for (Future<Boolean> attempt : crowd.invokeAll(IntStream.range(0, 6).mapToObj((i) -> registers).toList())) {
				attempt.get();
			}
		}
		finally {
			crowd.shutdown();
		}
		assertThat(this.applications.all()).hasSize(1);
	}

	private void fill(int count) {
		IntStream.range(0, count).forEach((i) -> this.fixture.jdbc.sql("""
				insert into application (id, client_id, name, declared, introspect, secret_hash, proxied,
				    proxy_assertion, proxy_bearer, created_at, created_by)
				values (:id, :id, :name, false, true, 'none', false, false, false, current_timestamp, 'admin')
				""").param("id", String.format(Locale.ROOT, "filler-%015d", i)).param("name", "filler " + i).update());
	}

}
