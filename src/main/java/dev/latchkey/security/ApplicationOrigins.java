package dev.latchkey.security;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import dev.latchkey.application.Application;
import dev.latchkey.application.ApplicationDirectory;
import dev.latchkey.application.OidcAccess;
import org.jspecify.annotations.Nullable;

/**
 * The origins of applications that run in a browser: those to which a public one is led
 * back. Their scripts exchange codes and tokens themselves.
 */
class ApplicationOrigins {

	private final ApplicationDirectory directory;

	private volatile @Nullable Known known;

	ApplicationOrigins(ApplicationDirectory directory) {
		this.directory = directory;
	}

	/**
	 * Return the origins as they are registered now, the same list while nothing changes.
	 */
	List<String> all() {
		List<Application> applications = this.directory.all();
		Known current = this.known;
		if (current == null || current.applications != applications) {
			current = new Known(applications,
					applications.stream().flatMap(ApplicationOrigins::originsOf).distinct().sorted().toList());
			this.known = current;
		}
		return current.origins;
	}

	private static Stream<String> originsOf(Application application) {
		@Nullable OidcAccess oidc = application.oidc();
		return (oidc != null && oidc.publicClient()) ? oidc.redirectUris().stream().map(ApplicationOrigins::origin)
				: Stream.empty();
	}

	/**
	 * Return the origin as browsers write it (RFC 6454, 6.2).
	 */
	private static String origin(String address) {
		URI uri = URI.create(address.toLowerCase(Locale.ROOT).split("[?#]", 2)[0]);
		boolean usual = uri.getPort() < 0 || uri.getPort() == ("https".equals(uri.getScheme()) ? 443 : 80);
		return uri.getScheme() + "://" + uri.getHost() + (usual ? "" : ":" + uri.getPort());
	}

	private record Known(List<Application> applications, List<String> origins) {
	}

}
