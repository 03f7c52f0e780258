package dev.latchkey.application;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * All applications, as they are while the registry is locked. Tells which names, hosts
 * and client ids are free.
 *
 * @param applications the applications
 */
record ApplicationRegistry(List<Application> applications) {

	private static final int MOST = 1_000;

	Optional<Application> find(String clientId) {
		return this.applications.stream().filter((application) -> application.clientId().equals(clientId)).findFirst();
	}

	/**
	 * Return an application that calls may change.
	 */
	Application undeclared(String clientId) {
		Application application = find(clientId).orElseThrow(UnknownApplicationException::new);
		if (application.declared()) {
			throw new DeclaredApplicationException();
		}
		return application;
	}

	/**
	 * Require that one more application can be like this.
	 */
	void requireRoomFor(String clientId, ApplicationDetails details) {
		if (find(clientId).isPresent()) {
			throw new ClientIdTakenException();
		}
		requireFree(details);
		requireRoomForMore(1);
	}

	/**
	 * Require that there may be so many more.
	 */
	void requireRoomForMore(int more) {
		if (this.applications.size() + more > MOST) {
			throw new TooManyApplicationsException();
		}
	}

	/**
	 * Require that one more application can have these details.
	 */
	void requireFree(ApplicationDetails details) {
		requireFree((other) -> true, details);
	}

	/**
	 * Require that an application can have these details beside the others.
	 */
	void requireFree(Application application, ApplicationDetails details) {
		requireFree((other) -> !other.id().equals(application.id()), details);
	}

	private void requireFree(Predicate<Application> others, ApplicationDetails details) {
		if (any(others.and((other) -> other.name().equals(details.name())))) {
			throw new ApplicationNameTakenException();
		}
		ProxyAccess proxy = details.proxy();
		if (proxy != null && any(others
			.and((other) -> other.proxy() != null && !Collections.disjoint(other.proxy().hosts(), proxy.hosts())))) {
			throw new HostTakenException();
		}
	}

	private boolean any(Predicate<Application> which) {
		return this.applications.stream().anyMatch(which);
	}

}
