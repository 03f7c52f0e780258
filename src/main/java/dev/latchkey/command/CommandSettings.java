package dev.latchkey.command;

import java.util.HashMap;
import java.util.Map;

import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Keeps a command from being in the way of the service, whose settings it has: it listens
 * at no port that the service may have, and for this machine only. It creates no account
 * and changes no declared application, as it may see other settings than the service. The
 * console is for what the command has to say.
 */
final class CommandSettings implements ApplicationListener<ApplicationEnvironmentPreparedEvent>, Ordered {

	private static final String MANAGEMENT_PORT = "management.server.port";

	@Override
	public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
		ConfigurableEnvironment environment = event.getEnvironment();
		Map<String, Object> settings = new HashMap<>(Map.of("server.address", "127.0.0.1", "server.port", 0,
				"logging.threshold.console", "OFF", "latchkey.command", true));
		if (environment.containsProperty(MANAGEMENT_PORT)) {
			settings.put(MANAGEMENT_PORT, 0);
			settings.put("management.server.address", "127.0.0.1");
		}
		environment.getPropertySources().addFirst(new MapPropertySource("command", settings));
	}

	/**
	 * Come after the files of settings are read and before the log begins.
	 */
	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE + 15;
	}

}
