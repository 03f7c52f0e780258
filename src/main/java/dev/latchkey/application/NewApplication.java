package dev.latchkey.application;

import java.time.Instant;

import dev.latchkey.crypto.RandomIds;

/**
 * Makes an application that has not been there before.
 */
final class NewApplication {

	private NewApplication() {
	}

	static Application of(String clientId, ApplicationDetails details, boolean declared, Instant now, String actor) {
		return new Application(RandomIds.next(), clientId, details.name(), details.home(), details.permission(),
				declared, details.proxy(), details.oidc(), details.introspect(), now, actor);
	}

}
