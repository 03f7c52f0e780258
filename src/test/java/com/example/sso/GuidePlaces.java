package com.example.sso;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import dev.latchkey.harness.Guide;
import dev.latchkey.harness.Ports;

import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ByteArrayResource;

/**
 * Where that is here what {@code src/docs/openid-connect.md} names: ports of the loopback
 * interface are all that is put in the place of the page's hosts, and a secret in that of
 * its variables. The apps are on another site than Latchkey.
 */
final class GuidePlaces {

	static final String SECRET = "only-for-tests-0123456789abcdef";

	private static final Guide GUIDE = Guide.of("src/docs/openid-connect.md");

	private final Map<String, Integer> ports = new LinkedHashMap<>();

	GuidePlaces() {
		List.of("login", "board", "shop", "wiki", "notes").forEach((name) -> this.ports.put(name, Ports.free()));
	}

	int port(String name) {
		return this.ports.get(name);
	}

	String origin(String name) {
		return (name.equals("login") ? "http://localhost:" : "http://127.0.0.1:") + port(name);
	}

	/**
	 * Return a block of the page, with this machine's places.
	 * @param language the block's language
	 * @param index which of the blocks in that language
	 */
	String filled(String language, int index) {
		String block = GUIDE.blocks(language).get(index);
		for (String name : this.ports.keySet()) {
			block = block.replace("https://" + name + ".example.com", origin(name))
				.replace("${" + name.toUpperCase(Locale.ROOT) + "_SECRET}", SECRET);
		}
		return block;
	}

	/**
	 * Return Latchkey's settings with the applications that the page declares.
	 */
	Map<String, String> declared() {
		Map<String, String> values = new LinkedHashMap<>();
		try {
			for (PropertySource<?> source : new YamlPropertySourceLoader().load("page",
					new ByteArrayResource(filled("yaml", 0).getBytes(StandardCharsets.UTF_8)))) {
				for (String name : ((EnumerablePropertySource<?>) source).getPropertyNames()) {
					values.put(name, String.valueOf(source.getProperty(name)));
				}
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return values;
	}

}
