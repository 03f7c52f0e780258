package dev.latchkey.promise;

import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Stream;

import javax.sql.DataSource;

import dev.latchkey.harness.Answer;
import dev.latchkey.harness.Client;
import dev.latchkey.harness.Latchkey;
import dev.latchkey.harness.Latchkey.Mode;
import dev.latchkey.harness.Latchkey.Storage;
import dev.latchkey.harness.Person;
import dev.latchkey.harness.RunsIn;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Several prove one password at the same time, of which the stored hash is outdated. Each
 * has made a new one before the first of them is stored, as on nodes of their own.
 */
@RunsIn(value = Mode.JWT, on = Storage.POSTGRES,
		with = "spring.datasource.hikari.data-source-properties.socketTimeout=60")
class RenewedHashTests {

	private static final String TYPED = "cafe\u0301 au lait";

	private static final Duration PATIENCE = Duration.ofSeconds(50);

	@Test
	void letsAllOfThemIn(Latchkey latchkey) throws Exception {
		Person alice = outdated(latchkey);
		Supplier<Answer> login = () -> latchkey.client().login(alice);
		atOnce(latchkey, alice, List.of(login, login, login)).forEach((answer) -> answer.expect(200));
		latchkey.login(alice).get("/api/me").expect(200);
	}

	@Test
	void letsThePasswordBeChangedAsWell(Latchkey latchkey) throws Exception {
		Person alice = latchkey.newPerson("USER");
		Client client = latchkey.login(alice);
		Person typing = outdated(latchkey, alice);
		List<Answer> answers = atOnce(latchkey, alice, List.of(() -> latchkey.client().login(typing), () -> client
			.put("/api/me/password", Map.of("current_password", TYPED, "new_password", "walnut-harbour-kettle-28"))));
		// the login may be overtaken by the change, but not the change by the login
		answers.get(0).expect(200, 401);
		answers.get(1).expect(200);
		latchkey.login(alice.with("walnut-harbour-kettle-28"));
	}

	@Test
	void letsNobodyInWhosePasswordWasChangedMeanwhile(Latchkey latchkey) throws Exception {
		Person alice = outdated(latchkey);
		String other = hashOf(latchkey, latchkey.newPerson("USER"));
		try (Connection connection = latchkey.bean(DataSource.class).getConnection()) {
			connection.setAutoCommit(false);
			JdbcClient holder = lock(connection, alice);
			CompletableFuture<Answer> login = CompletableFuture.supplyAsync(() -> latchkey.client().login(alice));
			awaitWaiting(latchkey, 1);
			holder.sql("update account set password_hash = ? where username = ?")
				.params(other, alice.username())
				.update();
			connection.commit();
			login.join().expectProblem(401, "invalid-credentials");
		}
		assertThat(hashOf(latchkey, alice)).isEqualTo(other);
	}

	private static List<Answer> atOnce(Latchkey latchkey, Person person, List<Supplier<Answer>> calls)
			throws Exception {
		List<CompletableFuture<Answer>> running;
		try (Connection connection = latchkey.bean(DataSource.class).getConnection()) {
			connection.setAutoCommit(false);
			lock(connection, person);
			running = calls.stream().map((call) -> CompletableFuture.supplyAsync(() -> whileBusy(call))).toList();
			awaitWaiting(latchkey, calls.size());
			connection.commit();
		}
		return running.stream().map(CompletableFuture::join).toList();
	}

	/**
	 * Call again as long as a slow machine has no place for hashing.
	 */
	private static Answer whileBusy(Supplier<Answer> call) {
		return Stream.generate(call)
			.limit(20)
			.filter((answer) -> answer.status() != 503)
			.findFirst()
			.orElseThrow(() -> new AssertionError("always busy"));
	}

	private static JdbcClient lock(Connection connection, Person person) {
		JdbcClient holder = JdbcClient.create(new SingleConnectionDataSource(connection, true));
		holder.sql("select id from account where username = ? for update")
			.param(person.username())
			.query(String.class)
			.single();
		return holder;
	}

	private static void awaitWaiting(Latchkey latchkey, int count) {
		await().atMost(PATIENCE).until(() -> latchkey.sql().sql("""
				select count(*) from pg_stat_activity where datname = current_database()
				and wait_event_type = 'Lock' and query like '%account%'
				""").query(Integer.class).single() == count);
	}

	private static Person outdated(Latchkey latchkey) {
		return outdated(latchkey, latchkey.newPerson("USER"));
	}

	/**
	 * Store the hash of a password as it was typed, as earlier versions did.
	 */
	private static Person outdated(Latchkey latchkey, Person person) {
		latchkey.sql()
			.sql("update account set password_hash = ? where username = ?")
			.params("{argon2}" + new Argon2PasswordEncoder(16, 32, 1, 7168, 5).encode(TYPED), person.username())
			.update();
		return person.with(TYPED);
	}

	private static String hashOf(Latchkey latchkey, Person person) {
		return latchkey.sql()
			.sql("select password_hash from account where username = ?")
			.param(person.username())
			.query(String.class)
			.single();
	}

}
