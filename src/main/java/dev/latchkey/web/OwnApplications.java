package dev.latchkey.web;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.latchkey.application.Application;
import dev.latchkey.application.ApplicationDirectory;
import dev.latchkey.application.UnknownApplicationException;
import dev.latchkey.oauth.ApplicationGrants;
import dev.latchkey.oauth.ConnectedApplication;
import dev.latchkey.session.ActingSession;
import dev.latchkey.session.EndResult;
import dev.latchkey.session.Session;
import org.jspecify.annotations.Nullable;

/**
 * The applications of a person: those that they may use, and those that hold a grant of
 * theirs.
 */
class OwnApplications {

	private final ApplicationDirectory directory;

	private final ApplicationGrants grants;

	OwnApplications(ApplicationDirectory directory, ApplicationGrants grants) {
		this.directory = directory;
		this.grants = grants;
	}

	/**
	 * Return them without what they hold, which takes no statement.
	 * @return those that the person may use, in the order of their names
	 */
	List<OwnApplication> usableBy(Session session) {
		return list(session, Map.of());
	}

	/**
	 * Return them with what they hold.
	 * @return the applications in the order of their names
	 * @throws org.springframework.dao.DataAccessException if the database cannot be asked
	 */
	List<OwnApplication> withConnections(Session session) {
		return list(session, connectionsOf(session));
	}

	/**
	 * Return one of them that holds a grant.
	 * @throws UnknownApplicationException if there is none with that client id that does
	 */
	OwnApplication connected(Session session, String clientId) {
		return withConnections(session).stream()
			.filter((own) -> own.connection() != null && own.application().clientId().equals(clientId))
			.findFirst()
			.orElseThrow(UnknownApplicationException::new);
	}

	/**
	 * Take away from an application all that it holds of the person's.
	 * @throws UnknownApplicationException if there is none with that client id, or it
	 * holds nothing
	 */
	EndResult disconnect(ActingSession me, String clientId) {
		@Nullable Application application = this.directory.byClientId(clientId);
		if (application == null) {
			throw new UnknownApplicationException();
		}
		EndResult ending = this.grants.end(me.session().accountId(), application, me);
		if (ending.ended() == 0) {
			throw new UnknownApplicationException();
		}
		return ending;
	}

	private List<OwnApplication> list(Session session, Map<String, ConnectedApplication> connections) {
		return this.directory.all()
			.stream()
			.map((application) -> own(application, connections.get(application.id())))
			.filter((own) -> own.connection() != null || own.application().mayBeUsedBy(session.permissions()))
			.toList();
	}

	private static OwnApplication own(Application application, @Nullable ConnectedApplication connection) {
		return new OwnApplication(application, (connection != null) ? connection.heldBy(application) : null);
	}

	/**
	 * Return what applications hold, by their ids. No statement is needed where none
	 * speaks OpenID Connect.
	 */
	private Map<String, ConnectedApplication> connectionsOf(Session session) {
		return this.directory.all().stream().map(Application::oidc).allMatch(Objects::isNull) ? Map.of()
				: this.grants.connectionsOf(session.accountId())
					.stream()
					.collect(Collectors.toMap(ConnectedApplication::applicationId, Function.identity()));
	}

}
