package dev.latchkey.application;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

import dev.latchkey.crypto.RandomIds;

/**
 * Makes an application that has not been there before.
 */
final class NewApplication {

	private NewApplication() {
	}

	/**
	 * Make an application.
	 * @param now when it is made; kept in whole microseconds, as a database does
	 */
	static Application make(String clientId, ApplicationDetails details, boolean declared, Instant now, String actor) {
		return new Application(RandomIds.next(), clientId, details.name(), details.home(), details.permission(),
				declared, details.proxy(), details.oidc(), details.introspect(), now.truncatedTo(ChronoUnit.MICROS),
				actor);
	}

}
