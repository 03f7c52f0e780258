package dev.latchkey.url;

import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpMethod;

/**
 * A line of the table of the URL space.
 *
 * @param kind what is behind the paths
 * @param access who may call them
 * @param permission the permission that a call needs, or {@code null} where none does
 * @param methods the methods that the line is about; empty for all
 * @param patterns the paths, as patterns of Spring MVC
 */
public record UrlRule(Kind kind, Access access, @Nullable String permission, Set<HttpMethod> methods,
		List<String> patterns) {

	/**
	 * What is behind a path.
	 */
	public enum Kind {

		/** HTML for people; its errors are HTML too. */
		PAGE,
		/** A page with forms, which are sent to its own path or to one below. */
		FORM,
		/** An API; its errors are JSON, no matter what the client accepts. */
		PROGRAM,
		/** A file, or anything else that is neither a page nor an API. */
		ASSET

	}

	/**
	 * Who may call a path.
	 */
	public enum Access {

		/** All clients; a credential is not looked at. */
		PUBLIC,
		/**
		 * All clients. What authorises the call may be in its body, so the controller
		 * itself asks for the CSRF token.
		 */
		BODY,
		/** All clients; a credential counts where it opens a session. */
		OPTIONAL,
		/** Applications, which authenticate at the controller. */
		APPLICATION,
		/** Applications, with the access token that a person's session gave them. */
		APPLICATION_TOKEN,
		/** Signed-in users, even those who first have to change their password. */
		CHANGING_PASSWORD,
		/** Signed-in users, even those who first have to set up a second factor. */
		SETTING_UP_FACTOR,
		/** Signed-in users. */
		SIGNED_IN,
		/** Signed-in users with the permission. */
		PERMISSION,
		/** As {@link #PERMISSION}, and all clients on a management port of its own. */
		MANAGEMENT,
		/** No client: what the lines above this one do not name stays shut. */
		NONE

	}

	/**
	 * Copy the collections.
	 */
	public UrlRule {
		methods = Set.copyOf(methods);
		patterns = List.copyOf(patterns);
	}

	static UrlRule page(Access access, String... patterns) {
		return new UrlRule(Kind.PAGE, access, null, Set.of(), List.of(patterns));
	}

	static UrlRule form(Access access, String... patterns) {
		return new UrlRule(Kind.FORM, access, null, Set.of(), List.of(patterns));
	}

	static UrlRule program(Access access, String... patterns) {
		return new UrlRule(Kind.PROGRAM, access, null, Set.of(), List.of(patterns));
	}

	static UrlRule asset(Access access, String... patterns) {
		return new UrlRule(Kind.ASSET, access, null, Set.of(), List.of(patterns));
	}

	UrlRule to(HttpMethod... only) {
		return new UrlRule(this.kind, this.access, this.permission, Set.of(only), this.patterns);
	}

	/**
	 * Restrict the line to reading: what answers a GET also answers a HEAD, with the
	 * length of what the GET would return.
	 */
	UrlRule toRead() {
		return to(HttpMethod.GET, HttpMethod.HEAD);
	}

	boolean isAbout(HttpMethod method) {
		return this.methods.isEmpty() || this.methods.contains(method);
	}

	UrlRule with(String required) {
		return new UrlRule(this.kind, this.access, required, this.methods, this.patterns);
	}

}
