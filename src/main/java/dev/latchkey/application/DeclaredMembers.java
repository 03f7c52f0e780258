package dev.latchkey.application;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.core.env.Environment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * The members that an entry of {@code latchkey.applications} can have. Spring would
 * ignore all others.
 */
final class DeclaredMembers {

	private static final ConfigurationPropertyName ENTRY = ConfigurationPropertyName
		.of(ApplicationDeclarations.SETTING + "[0]");

	private static final Set<ConfigurationPropertyName> LISTS = under(ENTRY, "proxy.hosts", "oidc.redirect-uris",
			"oidc.post-logout-redirect-uris", "oidc.scopes");

	private static final Set<ConfigurationPropertyName> KNOWN = Stream
		.concat(LISTS.stream(),
				under(ENTRY, "client-id", "client-secret", "name", "home", "permission", "introspect",
						"proxy.assertion", "proxy.bearer", "oidc.backchannel-logout-uri", "oidc.public", "oidc.consent",
						"oidc.id-token-algorithm")
					.stream())
		.collect(Collectors.toUnmodifiableSet());

	private DeclaredMembers() {
	}

	/**
	 * Return a setting that no entry can have. The environment is left out, because the
	 * names of its variables do not tell dashes from dots.
	 */
	static Optional<ConfigurationPropertyName> anyUnknown(Environment environment) {
		ConfigurationPropertyName setting = ConfigurationPropertyName.of(ApplicationDeclarations.SETTING);
		return StreamSupport.stream(ConfigurationPropertySources.get(environment).spliterator(), false)
			.filter((source) -> !(source.getUnderlyingSource() instanceof SystemEnvironmentPropertySource))
			.filter(IterableConfigurationPropertySource.class::isInstance)
			.flatMap((source) -> ((IterableConfigurationPropertySource) source).stream())
			.filter((name) -> setting.isAncestorOf(name) && !isKnown(name))
			.findFirst();
	}

	private static boolean isKnown(ConfigurationPropertyName name) {
		int entry = ENTRY.getNumberOfElements();
		if (name.getNumberOfElements() <= entry) {
			// an empty list has no members
			return true;
		}
		ConfigurationPropertyName member = ENTRY;
		for (int i = entry; i < name.getNumberOfElements(); i++) {
			boolean listed = name.isNumericIndex(i) && i == name.getNumberOfElements() - 1 && LISTS.contains(member);
			if (!listed) {
				member = member.append(name.getElement(i, ConfigurationPropertyName.Form.DASHED));
			}
		}
		return KNOWN.contains(member);
	}

	private static Set<ConfigurationPropertyName> under(ConfigurationPropertyName entry, String... members) {
		return List.of(members).stream().map(entry::append).collect(Collectors.toUnmodifiableSet());
	}

}
