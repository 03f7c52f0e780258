package dev.latchkey.oidc.authorize;

import org.jspecify.annotations.Nullable;

/**
 * An authorization request is refused.
 */
class AuthorizationRefusedException extends RuntimeException {

	private final AuthorizationError error;

	private final transient @Nullable ReturnAddress address;

	/**
	 * Refuse a request.
	 * @param address where the application is told, or {@code null} where it is not known
	 * that the address is the application's: then only the person is told (RFC 6749,
	 * 4.1.2.1)
	 */
	AuthorizationRefusedException(AuthorizationError error, @Nullable ReturnAddress address) {
		super(error.description(), null, false, false);
		this.error = error;
		this.address = address;
	}

	AuthorizationError error() {
		return this.error;
	}

	@Nullable ReturnAddress address() {
		return this.address;
	}

}
