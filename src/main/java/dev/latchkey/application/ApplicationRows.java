package dev.latchkey.application;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.latchkey.datastore.Columns;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The applications as the database keeps them.
 */
class ApplicationRows {

	private final JdbcClient jdbc;

	ApplicationRows(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * Return the number of changes so far.
	 */
	long version() {
		return this.jdbc.sql("select version from application_registry").query(Long.class).single();
	}

	/**
	 * Count a change, and hold all others off until the caller's transaction ends.
	 */
	void countChange() {
		this.jdbc.sql("update application_registry set version = version + 1").update();
	}

	/**
	 * Return all applications in the order of their names.
	 */
	List<Application> all() {
		Map<String, List<String>> hosts = new HashMap<>();
		this.jdbc.sql("select application_id, host from application_host order by application_id, position")
			.query((row) -> {
				hosts.computeIfAbsent(row.getString("application_id"), (id) -> new ArrayList<>())
					.add(row.getString("host"));
			});
		return this.jdbc.sql("select * from application order by name, client_id")
			.query((row, number) -> application(row, hosts.getOrDefault(row.getString("id"), List.of())))
			.list();
	}

	Optional<ApplicationSecrets> secretsOf(String clientId) {
		return this.jdbc.sql("""
				select id, client_id, introspect, secret_hash, old_secret_hash, old_secret_until from application
				where client_id = ?
				""").param(clientId).query((row, number) -> ApplicationSecrets.of(row)).optional();
	}

	void insert(Application application, @Nullable String secretHash) {
		this.jdbc.sql("""
				insert into application (id, client_id, secret_hash, created_at, created_by, name, home, permission,
				    declared, introspect, proxied, proxy_assertion, proxy_bearer, oidc_redirect_uris,
				    oidc_post_logout_redirect_uris, oidc_backchannel_logout_uri, oidc_public, oidc_consent,
				    oidc_id_token_algorithm, oidc_scopes)
				values (:id, :clientId, :secretHash, :createdAt, :createdBy, :name, :home, :permission,
				    :declared, :introspect, :proxied, :assertion, :bearer, :redirectUris,
				    :postLogoutRedirectUris, :backchannelLogoutUri, :public, :consent, :algorithm, :scopes)
				""")
			.params(values(application))
			.param("clientId", application.clientId())
			.param("secretHash", secretHash)
			.param("createdAt", Columns.utc(application.createdAt()))
			.param("createdBy", application.createdBy())
			.update();
		insertHosts(application);
	}

	/**
	 * Replace all that may change of an application but its secrets.
	 */
	void update(Application application) {
		this.jdbc.sql("""
				update application set name = :name, home = :home, permission = :permission, declared = :declared,
				    introspect = :introspect, proxied = :proxied, proxy_assertion = :assertion,
				    proxy_bearer = :bearer, oidc_redirect_uris = :redirectUris,
				    oidc_post_logout_redirect_uris = :postLogoutRedirectUris,
				    oidc_backchannel_logout_uri = :backchannelLogoutUri, oidc_public = :public,
				    oidc_consent = :consent, oidc_id_token_algorithm = :algorithm, oidc_scopes = :scopes
				where id = :id
				""").params(values(application)).update();
		this.jdbc.sql("delete from application_host where application_id = ?").param(application.id()).update();
		insertHosts(application);
	}

	int delete(String id) {
		return this.jdbc.sql("delete from application where id = ?").param(id).update();
	}

	private void insertHosts(Application application) {
		ProxyAccess proxy = application.proxy();
		if (proxy == null) {
			return;
		}
		for (int i = 0; i < proxy.hosts().size(); i++) {
			this.jdbc.sql("insert into application_host (host, application_id, position) values (?, ?, ?)")
				.params(proxy.hosts().get(i), application.id(), i)
				.update();
		}
	}

	private static Map<String, @Nullable Object> values(Application application) {
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

	private static Application application(ResultSet row, List<String> hosts) throws SQLException {
		return new Application(row.getString("id"), row.getString("client_id"), row.getString("name"),
				row.getString("home"), row.getString("permission"), row.getBoolean("declared"),
				row.getBoolean("proxied")
						? new ProxyAccess(hosts, row.getBoolean("proxy_assertion"), row.getBoolean("proxy_bearer"))
						: null,
				oidc(row), row.getBoolean("introspect"), Columns.instant(row, "created_at"),
				row.getString("created_by"));
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
