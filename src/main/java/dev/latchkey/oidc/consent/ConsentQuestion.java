package dev.latchkey.oidc.consent;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
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
 * @param scopes the scopes in the order in which it asks for them
 */
public record ConsentQuestion(Application application, Set<String> scopes) {

	/** The page, below the context path. */
	static final String PAGE = "/consent";

	/** Changes nothing, and is always accepted (OpenID Connect Core 1.0, 11). */
	private static final String OFFLINE_ACCESS = "offline_access";

	/**
	 * Keep the scopes that the application may ask for.
	 */
	public ConsentQuestion {
		Set<String> known = new LinkedHashSet<>(scopes);
		known.retainAll(askable(application.oidc()));
		scopes = Collections.unmodifiableSet(known);
	}

	/**
	 * Return the question that a page's address asks.
	 * @param scope the scopes, with spaces between them
	 */
	static ConsentQuestion of(Application application, String scope) {
		return new ConsentQuestion(application, new LinkedHashSet<>(Arrays.asList(scope.split(" "))));
	}

	/**
	 * Return the page that asks.
	 * @param request the authorization request that it leads to afterwards: a path of
	 * this host with a query
	 * @return the page's path and query, below the context path
	 */
	public String page(String request) {
		return PAGE + "?client_id=" + encoded(this.application.clientId()) + "&scope=" + encoded(scope()) + "&continue="
				+ encoded(request);
	}

	/**
	 * Return the scopes as one text.
	 */
	public String scope() {
		return String.join(" ", this.scopes);
	}

	private static Collection<String> askable(@Nullable OidcAccess oidc) {
		Set<String> askable = new LinkedHashSet<>((oidc != null) ? oidc.scopes() : Set.of());
		askable.add(OFFLINE_ACCESS);
		return askable;
	}

	private static String encoded(String value) {
		return URLEncoder.encode(value, StandardCharsets.UTF_8);
	}

}
