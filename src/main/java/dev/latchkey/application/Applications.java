package dev.latchkey.application;

import java.time.Clock;
import java.util.List;
import java.util.Optional;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The registered applications as the database has them now: a deleted one is locked out
 * at once, on every node.
 */
public class Applications {

	private final ApplicationRows rows;

	private final JdbcClient jdbc;

	private final Clock clock;

	Applications(ApplicationRows rows, JdbcClient jdbc, Clock clock) {
		this.rows = rows;
		this.jdbc = jdbc;
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
	 * Return an application.
	 * @param clientId its public name
	 * @return the application
	 * @throws UnknownApplicationException if there is none
	 */
	public Application get(String clientId) {
		return new ApplicationRegistry(this.rows.all()).find(clientId).orElseThrow(UnknownApplicationException::new);
	}

	/**
	 * Keep an application from being changed or deleted until the caller's transaction
	 * ends.
	 * @param client the application, which may ask about all of Latchkey's tokens
	 * @throws InvalidClientException if it was deleted since, or may no longer do so
	 */
	public void lock(ApplicationClient client) {
		boolean introspects = this.jdbc.sql("select introspect from application where id = ? for update")
			.param(client.id())
			.query(Boolean.class)
			.optional()
			.orElse(false);
		if (!introspects) {
			throw new InvalidClientException();
		}
	}

	/**
	 * Return the application that a client proves to be. A client id that does not exist
	 * takes as long as a wrong secret.
	 * @param clientId the claimed client id
	 * @param secret the proof
	 * @return the application
	 * @throws InvalidClientException if there is no such application, or if it has no
	 * such secret
	 */
	public ApplicationClient authenticate(String clientId, String secret) {
		Optional<KnownClient> found = ClientIds.mayExist(clientId) ? this.rows.secretsOf(clientId) : Optional.empty();
		boolean matches = found.map(KnownClient::secrets)
			.orElse(ApplicationSecrets.NONE)
			.match(secret, this.clock.instant());
		return found.filter((known) -> matches)
			.map(KnownClient::client)
			.orElseThrow(() -> new InvalidClientException(found.isPresent() ? clientId : null));
	}

}
