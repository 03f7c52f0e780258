package dev.latchkey.application;

import java.time.Instant;
import java.util.List;

import dev.latchkey.crypto.RandomIds;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What tests of other packages may do with applications in a database.
 */
public final class RegisteredReceivers {

	private RegisteredReceivers() {
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
		Application application = NewApplication.of(clientId,
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
