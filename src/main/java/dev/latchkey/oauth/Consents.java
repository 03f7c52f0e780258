package dev.latchkey.oauth;

import java.util.Set;

import dev.latchkey.application.Application;

/**
 * What people have consented to that an application learns of them.
 */
public class Consents {

	/**
	 * Tell whether a person has consented to scopes.
	 * @param accountId the account
	 * @param application the application
	 * @param scopes what is asked for
	 * @return whether nothing of it is new
	 */
	public boolean cover(String accountId, Application application, Set<String> scopes) {
		throw new UnsupportedOperationException();
	}

	/**
	 * Record that a person consents to scopes, besides those from before.
	 * @param accountId the account
	 * @param application the application
	 * @param scopes what the person consents to
	 */
	public void give(String accountId, Application application, Set<String> scopes) {
		throw new UnsupportedOperationException();
	}

}
