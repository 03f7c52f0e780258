package dev.latchkey.oidc.authorize;

import java.util.Locale;

/**
 * Why an authorization request is refused (RFC 6749, 4.1.2.1; OpenID Connect Core 1.0,
 * 3.1.2.6; RFC 9126; RFC 9101, 5.2).
 */
enum AuthorizationError {

	INVALID_REQUEST("A parameter is missing, repeated or not valid"),

	UNSUPPORTED_RESPONSE_TYPE("Only the response type code is supported"),

	INVALID_SCOPE("No scope is asked for, or one is not registered for this application"),

	ACCESS_DENIED("The person may not use this application, or does not want to"),

	LOGIN_REQUIRED("The person has to sign in"),

	CONSENT_REQUIRED("The person has to consent"),

	INTERACTION_REQUIRED("The person has to change the password, or to set up a second factor"),

	TEMPORARILY_UNAVAILABLE("Something that is needed does not answer; try again soon"),

	REQUEST_NOT_SUPPORTED("Request objects are not supported"),

	REQUEST_URI_NOT_SUPPORTED("Only references to pushed requests are supported"),

	INVALID_REQUEST_URI("There is no such pushed request, or it was used, or it has expired");

	private final String description;

	AuthorizationError(String description) {
		this.description = description;
	}

	/**
	 * Return what applications understand.
	 */
	String code() {
		return name().toLowerCase(Locale.ROOT);
	}

	/**
	 * Return what a developer should know.
	 */
	String description() {
		return this.description;
	}

}
