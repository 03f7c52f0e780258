package dev.latchkey.application;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

import dev.latchkey.crypto.RandomIds;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Registered applications for tests of other packages.
 */
public final class TestApplications {

	/** Where a code is sent. */
	public static final String REDIRECT_URI = "https://wiki.example.com/callback";

	private TestApplications() {
	}

	/**
	 * Return an application that speaks OpenID Connect.
	 */
	public static Application oidc(String clientId, @Nullable String permission, String algorithm) {
		return new Application(RandomIds.next(), clientId, clientId, null, permission, false, null,
				new OidcAccess(List.of(REDIRECT_URI), List.of(), null, true, false, algorithm,
						OidcAccess.DEFAULT_SCOPES),
				false, Instant.EPOCH, "admin");
	}

	/**
	 * Return an application as it is when an administrator has changed what it may ask
	 * for, and whether people are asked.
	 */
	public static Application with(Application application, boolean consent, String... scopes) {
		OidcAccess oidc = Objects.requireNonNull(application.oidc());
		return application.with(new ApplicationDetails(application.name(), null, application.permission(), null,
				new OidcAccess(oidc.redirectUris(), List.of(), null, true, consent, oidc.idTokenAlgorithm(),
						List.of(scopes)),
				false), false);
	}

	/**
	 * Return the registration in a database with the applications given.
	 */
	public static Registry registry(JdbcClient jdbc, Application... applications) {
		ApplicationRows rows = new ApplicationRows(jdbc);
		for (Application application : applications) {
			rows.insert(application, null);
			rows.countChange();
		}
		ApplicationDirectory directory = new ApplicationDirectory(rows);
		directory.refresh();
		return new Registry(rows, directory, new Applications(rows, jdbc, Clock.systemUTC()));
	}

	/**
	 * The registry as one node has it.
	 */
	public record Registry(ApplicationRows rows, ApplicationDirectory directory, Applications applications) {

		public void delete(Application application) {
			this.rows.delete(application.id());
			this.rows.countChange();
		}

		/**
		 * Change an application, as another node may have done.
		 */
		public void change(Application application) {
			this.rows.update(application);
			this.rows.countChange();
			this.directory.refresh();
		}

		public void refresh() {
			this.directory.refresh();
		}

	}

	/**
	 * Return what a node remembers of the applications, which it has read now.
	 */
	public static ApplicationDirectory directory(JdbcClient jdbc) {
		ApplicationDirectory directory = new ApplicationDirectory(new ApplicationRows(jdbc));
		directory.refresh();
		return directory;
	}

	/**
	 * Register an application that speaks OpenID Connect, and count the change.
	 */
	public static Application register(JdbcClient jdbc, String clientId, @Nullable String backchannelLogoutUri) {
		ApplicationRows rows = new ApplicationRows(jdbc);
		OidcAccess oidc = new OidcAccess(List.of("http://localhost/back"), List.of(), backchannelLogoutUri, true, false,
				"ES256", OidcAccess.DEFAULT_SCOPES);
		Application application = NewApplication.make(clientId,
				new ApplicationDetails(clientId + "-" + RandomIds.next(), null, null, null, oidc, false), false,
				Instant.now(), "admin");
		rows.insert(application, null);
		rows.countChange();
		return application;
	}

	/**
	 * Let a node read the applications again.
	 */
	public static void refresh(ApplicationDirectory directory) {
		directory.refresh();
	}

	/**
	 * Delete an application.
	 */
	public static void delete(JdbcClient jdbc, Application application) {
		ApplicationRows rows = new ApplicationRows(jdbc);
		rows.delete(application.id());
		rows.countChange();
	}

}
