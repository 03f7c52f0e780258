package dev.latchkey.datastore;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

import dev.latchkey.startup.StartupException;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * Checks that the address of Redis is one that its client can read. What it says quotes
 * no user and no password.
 */
final class RedisAddress {

	private static final String PREFIX = "spring.data.redis.";

	private static final Pattern HOST = Pattern.compile("[^\\s:/@\"']+|\\[?[0-9a-fA-F:.]+(?:%[^\\s]+)?]?");

	private static final Pattern NODE = Pattern.compile("(.+):([0-9]{1,5})");

	private static final Pattern DATABASE = Pattern.compile("/?|/[0-9]{1,6}");

	private static final int LAST_PORT = 65535;

	private RedisAddress() {
	}

	/**
	 * Check the address in the settings, if there is one.
	 * @throws StartupException if it cannot be used
	 */
	static void check(Environment environment) {
		checkUrl(environment.getProperty(PREFIX + "url"));
		String host = environment.getProperty(PREFIX + "host");
		if (StringUtils.hasText(host) && !HOST.matcher(host).matches()) {
			throw refused("host", "is not the name of a host",
					"Write the name alone; its port, user, password and TLS have settings of their own: "
							+ "spring.data.redis.port, .username, .password and .ssl.enabled. Or give a whole URL in spring.data.redis.url.");
		}
		String port = environment.getProperty(PREFIX + "port");
		if (StringUtils.hasText(port) && !isPort(port.strip())) {
			throw refused("port", "is not a number from 1 to 65535",
					"Redis listens at 6379 unless it was told otherwise.");
		}
		for (String kind : List.of("cluster.nodes", "sentinel.nodes", "masterreplica.nodes")) {
			checkNodes(environment, kind);
		}
		if (!nodes(environment, "sentinel.nodes").isEmpty()
				&& !StringUtils.hasText(environment.getProperty(PREFIX + "sentinel.master"))) {
			throw refused("sentinel.master", "is missing", "Write the name that the sentinels have for the master.");
		}
	}

	private static void checkUrl(@Nullable String url) {
		if (StringUtils.hasText(url) && !isUrl(url)) {
			throw refused("url", "is not a URL of Redis",
					"Write redis://HOST:6379, or rediss:// for TLS, and the user and the password in "
							+ "spring.data.redis.username and spring.data.redis.password: in a URL, characters such as / # ? @ % "
							+ "have to be written as %2F and the like.");
		}
	}

	private static boolean isUrl(String text) {
		try {
			URI url = new URI(text);
			return Set.of("redis", "rediss").contains(String.valueOf(url.getScheme())) && url.getHost() != null
					&& (url.getPort() == -1 || isPort(String.valueOf(url.getPort())))
					&& DATABASE.matcher(url.getPath()).matches();
		}
		catch (URISyntaxException ex) {
			return false;
		}
	}

	private static void checkNodes(Environment environment, String kind) {
		boolean readable = nodes(environment, kind).stream()
			.map(NODE::matcher)
			.allMatch((node) -> node.matches() && HOST.matcher(node.group(1)).matches() && isPort(node.group(2)));
		if (!readable) {
			throw refused(kind, "is not a list of hosts with their ports", "Write HOST1:6379,HOST2:6379 and so on.");
		}
	}

	private static List<String> nodes(Environment environment, String kind) {
		return Binder.get(environment)
			.bind(PREFIX + kind, Bindable.listOf(String.class))
			.orElse(List.of())
			.stream()
			.filter(StringUtils::hasText)
			.map(String::strip)
			.toList();
	}

	private static boolean isPort(String text) {
		return text.matches("[0-9]{1,5}") && Integer.parseInt(text) > 0 && Integer.parseInt(text) <= LAST_PORT;
	}

	private static StartupException refused(String setting, String fault, String action) {
		return new StartupException("%s%s %s.".formatted(PREFIX, setting, fault), action);
	}

}
