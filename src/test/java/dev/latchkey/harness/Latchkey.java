package dev.latchkey.harness;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

import dev.latchkey.account.AccountChanges;
import dev.latchkey.account.username.Username;
import dev.latchkey.password.Passwords;
import org.apache.tomcat.util.threads.ThreadPoolExecutor;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The application, started in this JVM at a port of its own, on storage of its own.
 */
public final class Latchkey implements AutoCloseable {

	/** What every person here signs in with, unless a test says otherwise. */
	public static final String PASSWORD = "tulip-anchor-violin-93";

	/** The first administrator. */
	public static final Person ADMIN = new Person("admin", PASSWORD);

	/** So that an access token does not expire in the middle of a test. */
	private static final Duration FRESH = Duration.ofMinutes(1);

	private static final AtomicInteger PEOPLE = new AtomicInteger();

	private final Mode mode;

	private final MovableClock clock;

	private final ConfigurableApplicationContext context;

	private final Runnable afterwards;

	private @Nullable Client admin;

	private Instant adminSince = Instant.EPOCH;

	private @Nullable String passwordHash;

	private volatile @Nullable DescribedApi described;

	Latchkey(Mode mode, MovableClock clock, ConfigurableApplicationContext context, Runnable afterwards) {
		this.mode = mode;
		this.clock = clock;
		this.context = context;
		this.afterwards = afterwards;
	}

	/**
	 * Start to describe an application.
	 * @param mode how it remembers who is signed in
	 * @return what else can be said, and how to start it
	 */
	public static LatchkeySetup in(Mode mode) {
		return new LatchkeySetup(mode);
	}

	/**
	 * Return the mode.
	 * @return the profile that it runs under
	 */
	public Mode mode() {
		return this.mode;
	}

	/**
	 * Return the clock that it goes by.
	 * @return the clock, to be set forward
	 */
	public MovableClock clock() {
		return this.clock;
	}

	/**
	 * Return where it listens.
	 * @return the port
	 */
	public int port() {
		return this.context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
	}

	/**
	 * Return a caller that the service does not know yet.
	 * @return a new client with an empty jar
	 */
	public Client client() {
		return new Client(URI.create("http://localhost:" + port()), this::compare);
	}

	/**
	 * From now on, fail where an answer is not as the description of the API has it.
	 */
	public synchronized void keepToDescription() {
		if (this.described == null) {
			this.described = DescribedApi.of(client());
		}
	}

	private void compare(Answer answer) {
		DescribedApi said = this.described;
		if (said != null) {
			said.check(answer);
		}
	}

	/**
	 * Return a caller without manners.
	 * @return a client for requests that are none
	 */
	public RawHttp raw() {
		return new RawHttp(port());
	}

	/**
	 * Log a user in by JSON, with the mode's default transport.
	 * @param person who
	 * @return the client that is signed in
	 */
	public Client login(Person person) {
		Client client = client();
		client.login(person).expect(200);
		return client;
	}

	/**
	 * Return the administrator, signed in. Shared by the tests: who ends this session
	 * only makes the next one log in again.
	 * @return the client of {@link #ADMIN}
	 */
	public Client admin() {
		Instant now = this.clock.instant();
		if (this.admin == null || now.isAfter(this.adminSince.plus(FRESH))
				|| this.admin.get("/api/me").status() != 200) {
			this.admin = login(ADMIN);
			this.adminSince = now;
		}
		return this.admin;
	}

	/**
	 * Return what the administrator sees of its metrics.
	 * @return all of them, in Prometheus' text format
	 */
	public String metrics() {
		return admin().call("GET", "/actuator/prometheus").accept("text/plain").send().expect(200).body();
	}

	/**
	 * Read one series of its metrics.
	 * @param series the name, with the labels in braces
	 * @return the value; 0 where it has not begun
	 */
	public double metric(String series) {
		return metrics().lines()
			.filter((line) -> line.startsWith(series + " "))
			.mapToDouble((line) -> Double.parseDouble(line.substring(series.length() + 1)))
			.findFirst()
			.orElse(0);
	}

	/**
	 * Let the next test that needs the administrator log in again, since what they may do
	 * has changed.
	 */
	public void forgetAdmin() {
		this.admin = null;
	}

	/**
	 * Create a person, past the API and with a hash that all of them share: most tests
	 * need one, and each hash is dear on purpose.
	 * @param roles what they may do
	 * @return the new person, who has not signed in yet
	 */
	public Person newPerson(String... roles) {
		Person person = new Person("person-" + PEOPLE.incrementAndGet(), PASSWORD);
		bean(AccountChanges.class).create(Username.of(person.username()), passwordHash(), false, Set.of(roles));
		return person;
	}

	private synchronized String passwordHash() {
		if (this.passwordHash == null) {
			this.passwordHash = bean(Passwords.class).hash(PASSWORD);
		}
		return this.passwordHash;
	}

	/**
	 * Return the database, past the application.
	 * @return a client for SQL
	 */
	public JdbcClient sql() {
		return this.context.getBean(JdbcClient.class);
	}

	/**
	 * Count sessions, also those that have ended.
	 * @return how many rows there are
	 */
	public long sessionRows() {
		return sql().sql("select count(*) from user_session").query(Long.class).single();
	}

	/**
	 * Return what is in Redis.
	 * @return all keys
	 */
	public Set<String> redisKeys() {
		return this.context.getBean(StringRedisTemplate.class).keys("*");
	}

	/**
	 * Return a bean, for what cannot be seen from outside.
	 * @param <T> its type
	 * @param type its type
	 * @return the bean
	 */
	public <T> T bean(Class<T> type) {
		return this.context.getBean(type);
	}

	/**
	 * Count the threads that are at work on requests, or wait for a client in the middle
	 * of one.
	 * @return how many of the server's threads are not free
	 */
	public int busyThreads() {
		if (this.context instanceof WebServerApplicationContext web
				&& web.getWebServer() instanceof TomcatWebServer server
				&& server.getTomcat()
					.getConnector()
					.getProtocolHandler()
					.getExecutor() instanceof ThreadPoolExecutor threads) {
			return threads.getActiveCount();
		}
		throw new IllegalStateException("The server has no threads of its own");
	}

	@Override
	public void close() {
		this.context.close();
		this.afterwards.run();
	}

	/**
	 * How the application remembers who is signed in.
	 */
	public enum Mode {

		/** A session in Redis. */
		SESSION,
		/** Signed tokens. */
		JWT

	}

	/**
	 * Where the application keeps what it has to remember.
	 */
	public enum Storage {

		/** An H2 file and the embedded Redis, as it comes out of the box. */
		H2,
		/** An external PostgreSQL and an external Redis. */
		POSTGRES

	}

}
