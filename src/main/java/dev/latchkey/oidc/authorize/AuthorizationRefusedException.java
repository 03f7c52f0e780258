package dev.latchkey.oidc.authorize;

import org.jspecify.annotations.Nullable;

/**
 * An authorization request is refused.
 */
class AuthorizationRefusedException extends RuntimeException {

	private final AuthorizationError error;

	private final transient @Nullable ReturnAddress address;

	private final @Nullable String parameter;

	/**
	 * Refuse a request.
	 * @param address where the application is told, or {@code null} where it is not known
	 * that the address is the application's: then only the person is told (RFC 6749,
	 * 4.1.2.1)
	 */
	AuthorizationRefusedException(AuthorizationError error, @Nullable ReturnAddress address) {
		this(error, address, null);
	}

	private AuthorizationRefusedException(AuthorizationError error, @Nullable ReturnAddress address,
			@Nullable String parameter) {
		super(error.description() + ((parameter != null) ? ": " + parameter : ""), null, false, false);
		this.error = error;
		this.address = address;
		this.parameter = parameter;
	}

	/**
	 * Refuse a request for one of its parameters, which a developer should know.
	 * @param parameter its name, which is none that the client has made up
	 * @param address as above
	 */
	static AuthorizationRefusedException becauseOf(String parameter, @Nullable ReturnAddress address) {
		return new AuthorizationRefusedException(AuthorizationError.INVALID_REQUEST, address, parameter);
	}

	AuthorizationError error() {
		return this.error;
	}

	@Nullable ReturnAddress address() {
		return this.address;
	}

	/**
	 * Return what a developer should know.
	 */
	String description() {
		return String.valueOf(getMessage());
	}

	/**
	 * Return the parameter for which the request is refused, if it is one.
	 */
	@Nullable String parameter() {
		return this.parameter;
	}

}
