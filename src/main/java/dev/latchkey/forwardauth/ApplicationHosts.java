package dev.latchkey.forwardauth;

import dev.latchkey.application.Application;
import dev.latchkey.application.ApplicationDirectory;
import dev.latchkey.application.UnknownApplicationException;
import dev.latchkey.web.forwarded.RequestHost;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * Finds the application on whose host a client asked for one of Latchkey's pages.
 */
class ApplicationHosts {

	private final ApplicationDirectory directory;

	ApplicationHosts(ApplicationDirectory directory) {
		this.directory = directory;
	}

	/**
	 * Return the host that a client asked for.
	 * @throws UnknownApplicationException if it is not the host of an application
	 */
	ApplicationHost resolve(HttpServletRequest request) {
		@Nullable String host = RequestHost.hostOf(request);
		@Nullable Application application = (host != null) ? this.directory.ofHost(host) : null;
		if (host == null || application == null) {
			throw new UnknownApplicationException();
		}
		return new ApplicationHost(application, host, RequestHost.schemeOf(request, host));
	}

}
