package dev.latchkey.application;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The applications as this node remembers them, for what each request asks: an answer
 * takes no statement. The node that changes one remembers the change before it answers,
 * the others half a second later.
 */
public class ApplicationDirectory {

	private static final Logger logger = LoggerFactory.getLogger(ApplicationDirectory.class);

	private final ApplicationRows rows;

	private volatile @Nullable Remembered remembered;

	ApplicationDirectory(ApplicationRows rows) {
		this.rows = rows;
	}

	/**
	 * Return the proxied application of a host.
	 * @param canonicalHost the host in its one form, with its port unless that is the
	 * scheme's own
	 * @return the application, or {@code null} if none has that host
	 * @throws DataAccessException if the applications have not been read yet
	 */
	public @Nullable Application ofHost(String canonicalHost) {
		return remembered().byHost().get(canonicalHost);
	}

	/**
	 * Return an application.
	 * @param clientId its public name
	 * @return the application, or {@code null} if there is none
	 * @throws DataAccessException if the applications have not been read yet
	 */
	public @Nullable Application byClientId(String clientId) {
		return remembered().byClientId().get(clientId);
	}

	/**
	 * Return a registration of an application.
	 * @param id its id, which no other registration has
	 * @return the application, or {@code null} if there is none, or this node has not
	 * read of it yet
	 * @throws DataAccessException if the applications have not been read yet
	 */
	public @Nullable Application byId(String id) {
		return remembered().byId().get(id);
	}

	/**
	 * Return all applications.
	 * @return at most a thousand, in the order of their names
	 * @throws DataAccessException if the applications have not been read yet
	 */
	public List<Application> all() {
		return remembered().all();
	}

	/**
	 * Read the applications again if one of them has changed. The number of changes is
	 * read first: a change that is committed meanwhile is found by the next look.
	 */
	synchronized void refresh() {
		long version = this.rows.version();
		Remembered before = this.remembered;
		if (before == null || before.version() != version) {
			this.remembered = Remembered.of(version, this.rows.all());
		}
	}

	/**
	 * Read the applications again when the caller's transaction is committed. A failure
	 * does not undo that: the next look at the number of changes makes up for it.
	 */
	void refreshAfterCommit() {
		TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

			@Override
			public void afterCommit() {
				try {
					refresh();
				}
				catch (DataAccessException ex) {
					logger.debug("The applications could not be read again, and are read soon", ex);
				}
			}

		});
	}

	private Remembered remembered() {
		Remembered current = this.remembered;
		if (current == null) {
			throw new DataAccessResourceFailureException("the applications have not been read yet");
		}
		return current;
	}

	private record Remembered(long version, List<Application> all, Map<String, Application> byId,
			Map<String, Application> byClientId, Map<String, Application> byHost) {

		static Remembered of(long version, List<Application> all) {
			Map<String, Application> byHost = all.stream()
				.filter((application) -> application.proxy() != null)
				.flatMap((application) -> hosts(application).stream().map((host) -> Map.entry(host, application)))
				.collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
			return new Remembered(version, List.copyOf(all),
					all.stream().collect(Collectors.toUnmodifiableMap(Application::id, Function.identity())),
					all.stream().collect(Collectors.toUnmodifiableMap(Application::clientId, Function.identity())),
					byHost);
		}

		private static List<String> hosts(Application application) {
			ProxyAccess proxy = application.proxy();
			return (proxy != null) ? proxy.hosts() : List.of();
		}

	}

}
