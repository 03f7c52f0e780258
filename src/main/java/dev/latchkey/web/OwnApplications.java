package dev.latchkey.web;

import java.util.List;
import java.util.Objects;

import dev.latchkey.application.Application;
import dev.latchkey.application.ApplicationDirectory;
import dev.latchkey.application.ProxyAccess;
import dev.latchkey.session.Session;
import dev.latchkey.url.HostName;
import org.jspecify.annotations.Nullable;

/**
 * The applications that a person may use.
 */
class OwnApplications {

	private final ApplicationDirectory directory;

	OwnApplications(ApplicationDirectory directory) {
		this.directory = directory;
	}

	List<Application> usableBy(Session session) {
		return this.directory.all()
			.stream()
			.filter((application) -> application.mayBeUsedBy(session.permissions()))
			.toList();
	}

	/**
	 * Return the addresses of those that have one.
	 */
	List<Link> linksOf(Session session) {
		return usableBy(session).stream().map(OwnApplications::link).filter(Objects::nonNull).toList();
	}

	/**
	 * Return where people find an application.
	 * @return its home, or else its first host; {@code null} if it has neither
	 */
	static @Nullable String addressOf(Application application) {
		return (application.home() != null) ? application.home() : firstHost(application.proxy());
	}

	private static @Nullable Link link(Application application) {
		@Nullable String address = addressOf(application);
		return (address != null) ? new Link(application.name(), address) : null;
	}

	private static @Nullable String firstHost(@Nullable ProxyAccess proxy) {
		if (proxy == null) {
			return null;
		}
		String host = proxy.hosts().get(0);
		return (HostName.isLoopback(host) ? "http://" : "https://") + host + "/";
	}

	/**
	 * A way to an application.
	 *
	 * @param name its name for people
	 * @param address where it is, with http or https
	 */
	record Link(String name, String address) {
	}

}
