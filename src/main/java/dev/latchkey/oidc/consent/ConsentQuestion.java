package dev.latchkey.oidc.consent;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

import dev.latchkey.application.Application;
import dev.latchkey.application.OidcAccess;
import org.jspecify.annotations.Nullable;

/**
 * What a person is asked: whether an application may have some scopes.
 *
 * @param application the application
 * @param scopes the scopes, in the order in which they were asked for
 */
record ConsentQuestion(Application application, Set<String> scopes) {

	/** Changes nothing, and is always accepted (OpenID Connect Core 1.0, 11). */
	private static final String OFFLINE_ACCESS = "offline_access";

	/**
	 * Return a question.
	 * @param scope the scopes with spaces between them; those that the application may
	 * not ask for are left out
	 */
	static ConsentQuestion of(Application application, String scope) {
		Set<String> scopes = new LinkedHashSet<>(Arrays.asList(scope.split(" ")));
		scopes.retainAll(askable(application.oidc()));
		return new ConsentQuestion(application, Collections.unmodifiableSet(scopes));
	}

	private static Set<String> askable(@Nullable OidcAccess oidc) {
		Set<String> askable = new LinkedHashSet<>();
		if (oidc != null) {
			askable.addAll(oidc.scopes());
			askable.add(OFFLINE_ACCESS);
		}
		return askable;
	}

	/**
	 * Return the scopes as one text.
	 */
	public String scope() {
		return String.join(" ", this.scopes);
	}

}
