package dev.latchkey.oidc.consent;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

import dev.latchkey.application.Application;
import dev.latchkey.oauth.token.ScopeNames;

/**
 * What a person is asked: whether an application may have some scopes.
 *
 * @param application the application
 * @param scopes the scopes, in the order in which they were asked for
 */
record ConsentQuestion(Application application, Set<String> scopes) {

	/**
	 * Return a question.
	 * @param scope the scopes with spaces between them; those that the application may
	 * not ask for are left out
	 */
	static ConsentQuestion of(Application application, String scope) {
		Set<String> scopes = new LinkedHashSet<>(Arrays.asList(scope.split(" ")));
		scopes.retainAll(ScopeNames.askableBy(application));
		return new ConsentQuestion(application, Collections.unmodifiableSet(scopes));
	}

	/**
	 * Return the scopes as one text.
	 */
	public String scope() {
		return String.join(" ", this.scopes);
	}

}
