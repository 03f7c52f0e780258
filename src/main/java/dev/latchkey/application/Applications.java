package dev.latchkey.application;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import dev.latchkey.crypto.RandomIds;
import dev.latchkey.crypto.RandomValues;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/**
 * The registered applications, as the database has them now: a deleted one is locked out
 * at once, on every node.
 */
public class Applications {

	private static final int MOST = 1_000;

	// those of before version 6 of the schema have capitals and underscores
	private static final Pattern CLIENT_ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");

	private final ApplicationRows rows;

	private final ApplicationDirectory directory;

	private final JdbcClient jdbc;

	private final TransactionOperations transaction;

	private final ApplicationEventPublisher events;

	private final Clock clock;

	Applications(ApplicationRows rows, ApplicationDirectory directory, JdbcClient jdbc,
			TransactionOperations transaction, ApplicationEventPublisher events, Clock clock) {
		this.rows = rows;
		this.directory = directory;
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
		return this.rows.all();
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
		Application application = new Application(RandomIds.next(),
				RandomValues.text("0123456789abcdefghijklmnopqrstuvwxyz", 22), ApplicationNames.canonical(name), null,
				null, false, null, null, true, this.clock.instant().truncatedTo(ChronoUnit.MICROS), actor);
		String secret = ApplicationSecret.generate();
		this.transaction.executeWithoutResult((status) -> {
			// one registration after another, so that the count is right
			this.rows.countChange();
			List<Application> others = all();
			if (others.stream().anyMatch((other) -> other.name().equals(application.name()))) {
				throw new ApplicationNameTakenException();
			}
			if (others.size() >= MOST) {
				throw new TooManyApplicationsException();
			}
			this.rows.insert(application, ApplicationSecret.hash(secret));
			this.directory.refreshAfterCommit();
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
		this.transaction.executeWithoutResult((status) -> {
			this.rows.countChange();
			if (!CLIENT_ID.matcher(clientId).matches()
					|| this.jdbc.sql("delete from application where client_id = ?").param(clientId).update() == 0) {
				throw new UnknownApplicationException();
			}
			this.directory.refreshAfterCommit();
			this.events.publishEvent(new ApplicationDeleted(clientId));
		});
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
	public ApplicationClient authenticate(String clientId, String secret) {
		// the database refuses some texts, such as one with NUL in it
		Optional<ApplicationSecrets> found = CLIENT_ID.matcher(clientId).matches() ? this.rows.secretsOf(clientId)
				: Optional.empty();
		boolean matches = found.map((secrets) -> secrets.match(secret, this.clock.instant()))
			.orElseGet(() -> ApplicationSecrets.matchNone(secret));
		return found.filter((secrets) -> matches)
			.map(ApplicationSecrets::client)
			.orElseThrow(() -> new InvalidClientException(found.isPresent() ? clientId : null));
	}

}
