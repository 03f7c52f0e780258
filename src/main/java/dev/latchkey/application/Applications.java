package dev.latchkey.application;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import dev.latchkey.crypto.RandomIds;
import dev.latchkey.datastore.Columns;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/**
 * The registered applications. None is kept in memory: a deleted one is locked out at
 * once, on every node.
 */
public class Applications {

	private static final int MOST = 1_000;

	private static final Pattern CLIENT_ID = Pattern.compile("[A-Za-z0-9_-]{22}");

	// stands in for the hash of an application that does not exist
	private static final String DECOY_HASH = ApplicationSecret.hash(ApplicationSecret.generate());

	private final JdbcClient jdbc;

	private final TransactionOperations transaction;

	private final ApplicationEventPublisher events;

	private final Clock clock;

	Applications(JdbcClient jdbc, TransactionOperations transaction, ApplicationEventPublisher events, Clock clock) {
		this.jdbc = jdbc;
		this.transaction = transaction;
		this.events = events;
		this.clock = clock;
	}

	/**
	 * Return all applications.
	 * @return at most a thousand, in the order of their names
	 */
	public List<Application> all() {
		return this.jdbc.sql("select client_id, name, created_at, created_by from application order by name, client_id")
			.query(Applications::application)
			.list();
	}

	/**
	 * Register an application.
	 * @param name its name for people: 1 to 64 visible characters, and spaces between
	 * them
	 * @param actor the name of the administrator who does it
	 * @return the application and its secret, which cannot be read again
	 * @throws InvalidApplicationNameException if it cannot have that name
	 * @throws ApplicationNameTakenException if another one has it
	 * @throws TooManyApplicationsException if there are a thousand
	 */
	public NewApplication register(String name, String actor) {
		// whole microseconds, because that is what a database keeps
		Application application = new Application(RandomIds.next(), ApplicationNames.canonical(name),
				this.clock.instant().truncatedTo(ChronoUnit.MICROS), actor);
		String secret = ApplicationSecret.generate();
		this.transaction.executeWithoutResult((status) -> {
			// one registration after another, so that the count is right
			this.jdbc.sql("select one from application_registry for update").query(Integer.class).single();
			List<Application> others = all();
			if (others.stream().anyMatch((other) -> other.name().equals(application.name()))) {
				throw new ApplicationNameTakenException();
			}
			if (others.size() >= MOST) {
				throw new TooManyApplicationsException();
			}
			this.jdbc.sql("""
					insert into application (client_id, name, secret_hash, created_at, created_by)
					values (?, ?, ?, ?, ?)
					""")
				.params(application.clientId(), application.name(), ApplicationSecret.hash(secret),
						Columns.utc(application.createdAt()), actor)
				.update();
			this.events.publishEvent(new ApplicationRegistered(application.clientId(), application.name()));
		});
		return new NewApplication(application, secret);
	}

	/**
	 * Delete an application. It is locked out when this returns.
	 * @param clientId the application
	 * @throws UnknownApplicationException if there is no such application
	 */
	public void delete(String clientId) {
		if (!CLIENT_ID.matcher(clientId).matches()
				|| this.jdbc.sql("delete from application where client_id = ?").param(clientId).update() == 0) {
			throw new UnknownApplicationException();
		}
		this.events.publishEvent(new ApplicationDeleted(clientId));
	}

	/**
	 * Keep an application from being deleted until the caller's transaction ends.
	 * @param clientId the application
	 * @throws InvalidClientException if it was deleted
	 */
	public void lock(String clientId) {
		boolean registered = this.jdbc.sql("select client_id from application where client_id = ? for update")
			.param(clientId)
			.query(String.class)
			.optional()
			.isPresent();
		if (!registered) {
			throw new InvalidClientException();
		}
	}

	/**
	 * Return the application that a client proves to be. A client id that does not exist
	 * takes as long as a wrong secret.
	 * @param clientId the claimed client id
	 * @param secret the proof
	 * @return the application
	 * @throws InvalidClientException if there is no such application, or the secret is
	 * another
	 */
	public Application authenticate(String clientId, String secret) {
		// the database refuses some texts, such as one with NUL in it
		Optional<Known> found = CLIENT_ID.matcher(clientId).matches() ? this.jdbc
			.sql("select client_id, name, created_at, created_by, secret_hash from application where client_id = ?")
			.param(clientId)
			.query((row, number) -> new Known(application(row, number), row.getString("secret_hash")))
			.optional() : Optional.empty();
		boolean matches = ApplicationSecret.matches(secret, found.map(Known::secretHash).orElse(DECOY_HASH));
		return found.filter((known) -> matches)
			.map(Known::application)
			.orElseThrow(() -> new InvalidClientException(found.isPresent() ? clientId : null));
	}

	private static Application application(ResultSet row, int number) throws SQLException {
		Instant createdAt = Columns.instant(row, "created_at");
		return new Application(row.getString("client_id"), row.getString("name"), createdAt,
				row.getString("created_by"));
	}

	private record Known(Application application, String secretHash) {

		/**
		 * Keep the hash out of logs.
		 */
		@Override
		public String toString() {
			return "Known[" + this.application.clientId() + "]";
		}

	}

}
