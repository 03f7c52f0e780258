package dev.latchkey.harness;

import java.util.concurrent.atomic.AtomicInteger;

import dev.latchkey.application.ApplicationDirectory;
import dev.latchkey.application.TestApplications;
import org.jspecify.annotations.Nullable;

/**
 * An application behind a reverse proxy, registered in Latchkey.
 *
 * @param latchkey where it is registered
 * @param clientId its client id
 * @param name its name for people
 * @param host its first host
 */
public record ProxiedApplication(Latchkey latchkey, String clientId, String name, String host) {

	private static final AtomicInteger APPLICATIONS = new AtomicInteger();

	/**
	 * Register an application with a host of its own, which all users may use.
	 * @param latchkey where
	 * @return the application
	 */
	public static ProxiedApplication at(Latchkey latchkey) {
		return at(latchkey, null, false, "wiki-" + APPLICATIONS.incrementAndGet() + ".example.com");
	}

	/**
	 * Register an application.
	 * @param latchkey where
	 * @param permission what one must hold to use it, or {@code null}
	 * @param bearer whether programs may use it with an access token
	 * @param hosts its hosts
	 * @return the application
	 */
	public static ProxiedApplication at(Latchkey latchkey, @Nullable String permission, boolean bearer,
			String... hosts) {
		String clientId = "app-" + APPLICATIONS.incrementAndGet();
		ProxiedApplication application = new ProxiedApplication(latchkey, clientId, "The " + clientId, hosts[0]);
		application.register(permission, bearer, hosts);
		return application;
	}

	private void register(@Nullable String permission, boolean bearer, String... hosts) {
		this.latchkey.sql().sql("""
				insert into application (id, client_id, name, permission, declared, introspect, proxied,
					proxy_assertion, proxy_bearer, created_at, created_by)
				values (?, ?, ?, ?, false, false, true, false, ?, current_timestamp, 'admin')
				""").params("id-" + this.clientId, this.clientId, this.name, permission, bearer).update();
		for (int i = 0; i < hosts.length; i++) {
			this.latchkey.sql()
				.sql("insert into application_host (host, application_id, position) values (?, ?, ?)")
				.params(hosts[i], "id-" + this.clientId, i)
				.update();
		}
		this.latchkey.sql().sql("update application_registry set version = version + 1").update();
		// the node would look for it half a second later
		TestApplications.refresh(this.latchkey.bean(ApplicationDirectory.class));
	}

}
