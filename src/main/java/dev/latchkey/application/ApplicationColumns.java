package dev.latchkey.application;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.latchkey.datastore.TimeColumns;
import org.jspecify.annotations.Nullable;

/**
 * How an application is spread over the columns of its row. A list has an entry in each
 * line: no address and no scope has a line end in it.
 */
final class ApplicationColumns {

	private ApplicationColumns() {
	}

	/**
	 * Return the values of all columns that may change, by the names of parameters.
	 */
	static Map<String, @Nullable Object> valuesOf(Application application) {
		ProxyAccess proxy = application.proxy();
		OidcAccess oidc = application.oidc();
		Map<String, @Nullable Object> values = new HashMap<>();
		values.put("id", application.id());
		values.put("name", application.name());
		values.put("home", application.home());
		values.put("permission", application.permission());
		values.put("declared", application.declared());
		values.put("introspect", application.introspect());
		values.put("proxied", proxy != null);
		values.put("assertion", proxy != null && proxy.assertion());
		values.put("bearer", proxy != null && proxy.bearer());
		values.put("redirectUris", (oidc != null) ? lines(oidc.redirectUris()) : null);
		values.put("postLogoutRedirectUris", (oidc != null) ? lines(oidc.postLogoutRedirectUris()) : null);
		values.put("backchannelLogoutUri", (oidc != null) ? oidc.backchannelLogoutUri() : null);
		values.put("public", (oidc != null) ? oidc.publicClient() : null);
		values.put("consent", (oidc != null) ? oidc.consent() : null);
		values.put("algorithm", (oidc != null) ? oidc.idTokenAlgorithm() : null);
		values.put("scopes", (oidc != null) ? lines(oidc.scopes()) : null);
		return values;
	}

	/**
	 * Read a row. The hosts are in rows of their own.
	 */
	static Application read(ResultSet row) throws SQLException {
		return new Application(row.getString("id"), row.getString("client_id"), row.getString("name"),
				row.getString("home"), row.getString("permission"), row.getBoolean("declared"),
				row.getBoolean("proxied")
						? new ProxyAccess(List.of(), row.getBoolean("proxy_assertion"), row.getBoolean("proxy_bearer"))
						: null,
				oidc(row), row.getBoolean("introspect"), TimeColumns.instant(row, "created_at"),
				row.getString("created_by"));
	}

	/**
	 * Return the application with its hosts.
	 */
	static Application with(Application application, List<String> hosts) {
		ProxyAccess proxy = application.proxy();
		ApplicationDetails details = ApplicationDetails.of(application);
		return (proxy != null) ? application
			.with(new ApplicationDetails(details.name(), details.home(), details.permission(),
					new ProxyAccess(hosts, proxy.assertion(), proxy.bearer()), details.oidc(), details.introspect()),
					application.declared())
				: application;
	}

	private static @Nullable OidcAccess oidc(ResultSet row) throws SQLException {
		@Nullable String redirectUris = row.getString("oidc_redirect_uris");
		return (redirectUris != null) ? new OidcAccess(list(redirectUris),
				list(row.getString("oidc_post_logout_redirect_uris")), row.getString("oidc_backchannel_logout_uri"),
				row.getBoolean("oidc_public"), row.getBoolean("oidc_consent"), row.getString("oidc_id_token_algorithm"),
				list(row.getString("oidc_scopes"))) : null;
	}

	private static String lines(List<String> list) {
		return String.join("\n", list);
	}

	private static List<String> list(String lines) {
		return lines.isEmpty() ? List.of() : List.of(lines.split("\n"));
	}

}
