package dev.latchkey.application;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.latchkey.datastore.TimeColumns;
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
	 * Return all applications in the order of their names, by one statement: no change
	 * comes between an application and its hosts.
	 */
	List<Application> all() {
		List<Application> all = new ArrayList<>();
		Map<String, List<String>> hosts = new HashMap<>();
		this.jdbc.sql("""
				select a.*, h.host from application a left join application_host h on h.application_id = a.id
				order by a.name, a.client_id, h.position
				""").query((row) -> {
			List<String> ofOne = hosts.computeIfAbsent(row.getString("id"), (id) -> new ArrayList<>());
			if (ofOne.isEmpty()) {
				all.add(ApplicationColumns.read(row));
			}
			Optional.ofNullable(row.getString("host")).ifPresent(ofOne::add);
		});
		return all.stream()
			.map((application) -> ApplicationColumns.with(application, hosts.getOrDefault(application.id(), List.of())))
			.toList();
	}

	Optional<KnownClient> secretsOf(String clientId) {
		return this.jdbc.sql("""
				select id, client_id, introspect, secret_hash, old_secret_hash, old_secret_until from application
				where client_id = ?
				""")
			.param(clientId)
			.query((row,
					number) -> new KnownClient(new ApplicationClient(row.getString("id"), row.getString("client_id"),
							row.getBoolean("introspect")), ApplicationSecrets.of(row)))
			.optional();
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
			.params(ApplicationColumns.valuesOf(application))
			.param("clientId", application.clientId())
			.param("secretHash", secretHash)
			.param("createdAt", TimeColumns.utc(application.createdAt()))
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
				""").params(ApplicationColumns.valuesOf(application)).update();
		this.jdbc.sql("delete from application_host where application_id = ?").param(application.id()).update();
		insertHosts(application);
	}

	void updateSecret(String id, ApplicationSecrets secrets) {
		@Nullable Instant oldUntil = secrets.oldUntil();
		this.jdbc.sql("""
				update application set secret_hash = :hash, old_secret_hash = :oldHash, old_secret_until = :oldUntil
				where id = :id
				""")
			.param("hash", secrets.hash())
			.param("oldHash", secrets.oldHash())
			.param("oldUntil", (oldUntil != null) ? TimeColumns.utc(oldUntil) : null)
			.param("id", id)
			.update();
	}

	/**
	 * Free the name and the hosts of an application that is about to be updated, so that
	 * those which are updated with it can have them.
	 */
	void release(String id) {
		this.jdbc.sql("update application set name = id where id = ?").param(id).update();
		this.jdbc.sql("delete from application_host where application_id = ?").param(id).update();
	}

	void delete(String id) {
		this.jdbc.sql("delete from application where id = ?").param(id).update();
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

}
