package dev.latchkey.introspection;

import dev.latchkey.application.ApplicationClient;
import dev.latchkey.application.Applications;
import dev.latchkey.session.ChangeAuthority;
import dev.latchkey.session.ChangeRights;

/**
 * An application that asks for an ending. It may as long as it is registered to ask about
 * all tokens, which it stays until the ending is committed.
 *
 * @param application the application
 * @param applications the registry
 */
record ActingApplication(ApplicationClient application, Applications applications) implements ChangeAuthority {

	/**
	 * Return whether it may ask about all credentials, not only about its own.
	 */
	boolean mayAskAboutAll() {
		return this.application.introspect();
	}

	@Override
	public String actor() {
		return this.application.actor();
	}

	/**
	 * {@inheritDoc}
	 * @throws dev.latchkey.application.InvalidClientException if it was deleted, or may
	 * ask no longer
	 */
	@Override
	public ChangeRights require() {
		this.applications.lock(this.application);
		return ChangeRights.NONE;
	}

}
