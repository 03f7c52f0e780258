package dev.latchkey.application;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.latchkey.startup.StartupException;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.core.env.Environment;

/**
 * The setting {@code latchkey.applications}. A member that is not known is refused like
 * one with a wrong value: a misspelt {@code permission} would open an application to all
 * users.
 *
 * @param entries the entries, no two of which have a client id, a name or a host in
 * common
 */
record ApplicationDeclarations(List<ApplicationDeclaration> entries) {

	static final String SETTING = "latchkey.applications";

	private static final String ACTION = "Correct it, or take it out, and start again.";

	/**
	 * Read the setting.
	 * @throws StartupException if an entry is not valid, or two have the same
	 */
	static ApplicationDeclarations in(Environment environment) {
		List<DeclaredApplication> bound = bound(environment);
		ClientIds clientIds = new ClientIds(environment);
		List<ApplicationDeclaration> entries = IntStream.range(0, bound.size())
			.mapToObj((index) -> ApplicationDeclaration.of(index, bound.get(index), clientIds))
			.toList();
		requireDistinct(entries);
		return new ApplicationDeclarations(entries);
	}

	Set<String> clientIds() {
		return this.entries.stream().map(ApplicationDeclaration::clientId).collect(Collectors.toSet());
	}

	private static List<DeclaredApplication> bound(Environment environment) {
		DeclaredMembers.anyUnknown(environment).ifPresent((name) -> {
			throw refused(name, "is no member of an application");
		});
		try {
			return Binder.get(environment).bind(SETTING, Bindable.listOf(DeclaredApplication.class)).orElse(List.of());
		}
		catch (BindException ex) {
			// without its value, which may be a secret
			@Nullable ConfigurationProperty property = ex.getProperty();
			throw refused((property != null) ? property.getName() : ex.getName(), "cannot be read");
		}
	}

	private static StartupException refused(ConfigurationPropertyName name, String fault) {
		return new StartupException("%s %s.".formatted(name, fault), ACTION);
	}

	private static void requireDistinct(List<ApplicationDeclaration> entries) {
		Map<String, ApplicationDeclaration> taken = new HashMap<>();
		for (ApplicationDeclaration entry : entries) {
			requireFree(taken, entry, "client-id", entry.clientId());
			requireFree(taken, entry, "name", entry.details().name());
			Optional.ofNullable(entry.details().proxy())
				.map(ProxyAccess::hosts)
				.orElse(List.of())
				.forEach((host) -> requireFree(taken, entry, "proxy.hosts", host));
		}
	}

	private static void requireFree(Map<String, ApplicationDeclaration> taken, ApplicationDeclaration entry,
			String member, String value) {
		ApplicationDeclaration other = taken.putIfAbsent(member + " " + value, entry);
		if (other != null) {
			throw entry.refused("%s has what %s has".formatted(member, other.place()));
		}
	}

}
