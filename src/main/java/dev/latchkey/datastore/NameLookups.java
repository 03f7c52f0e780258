package dev.latchkey.datastore;

import java.security.Security;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Lets the JVM look up the address of a server again soon after it has moved, as a
 * failover does that changes a name. By default the JVM caches an address for 30 seconds
 * and a failed lookup for 10, and the name of a container has no address while the
 * container restarts. It reads both settings once, before its first look-up; configured
 * values win.
 */
class NameLookups implements EnvironmentPostProcessor {

	static final String FOUND = "networkaddress.cache.ttl";

	static final String NOT_FOUND = "networkaddress.cache.negative.ttl";

	private static final String DEFAULT_NOT_FOUND = "10";

	@Override
	public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
		if (Security.getProperty(FOUND) == null && System.getProperty("sun.net.inetaddr.ttl") == null) {
			Security.setProperty(FOUND, "5");
		}
		if (DEFAULT_NOT_FOUND.equals(Security.getProperty(NOT_FOUND))) {
			Security.setProperty(NOT_FOUND, "1");
		}
	}

}
