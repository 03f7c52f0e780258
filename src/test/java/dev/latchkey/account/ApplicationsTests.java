package dev.latchkey.account;

import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import dev.latchkey.TestDatabase;
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

	private Applications services;

	@BeforeEach
	void empty() {
		this.fixture = AccountsFixture.empty(this.database);
		this.fixture.jdbc.sql("delete from service").update();
		this.services = new Applications(this.fixture.jdbc, this.fixture.administrators, this.fixture.transactions,
				(event) -> {
				}, Clock.systemUTC());
	}

	@Test
	void knowsAServiceByItsSecretAlone() {
		NewApplication one = this.services.register("one", "admin");
		NewApplication two = this.services.register("two", "admin");
		assertThat(this.services.authenticate(one.service().clientId(), one.secret())).isEqualTo(one.service());
		assertThat(this.services.all()).containsExactly(one.service(), two.service());
		for (String secret : List.of(two.secret(), "", one.secret() + "x", "\0")) {
			assertThatExceptionOfType(InvalidClientException.class)
				.isThrownBy(() -> this.services.authenticate(one.service().clientId(), secret));
		}
		for (String clientId : List.of("", "\0", "A".repeat(22), two.service().clientId())) {
			assertThatExceptionOfType(InvalidClientException.class)
				.isThrownBy(() -> this.services.authenticate(clientId, one.secret()));
		}
	}

	@Test
	void keepsNoSecret() {
		NewApplication created = this.services.register("one", "admin");
		String hash = this.fixture.jdbc.sql("select secret_hash from service").query(String.class).single();
		assertThat(hash).isNotEqualTo(created.secret());
		assertThat(created.toString()).doesNotContain(created.secret());
		assertThatExceptionOfType(InvalidClientException.class)
			.isThrownBy(() -> this.services.authenticate(created.service().clientId(), hash));
	}

	@Test
	void holdsAThousandAndNoMoreHoweverManyComeAtOnce() throws Exception {
		fill(995);
		AtomicInteger number = new AtomicInteger();
		Callable<Boolean> registers = () -> {
			try {
				this.services.register("late " + number.incrementAndGet(), "admin");
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
		assertThat(this.services.all()).hasSize(1000);
		this.services.delete(this.services.all().get(0).clientId());
		this.services.register("one again", "admin");
	}

	@Test
	void registersANameOnceHoweverManyComeAtOnce() throws Exception {
		Callable<Boolean> registers = () -> {
			try {
				this.services.register("the same", "admin");
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
		assertThat(this.services.all()).hasSize(1);
	}

	private void fill(int count) {
		IntStream.range(0, count).forEach((i) -> this.fixture.jdbc.sql("""
				insert into service (client_id, name, secret_hash, created_at, created_by)
				values (?, ?, 'none', current_timestamp, 'admin')
				""").params("filler-%015d".formatted(i), "filler " + i).update());
	}

}
