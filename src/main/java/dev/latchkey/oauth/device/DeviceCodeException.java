package dev.latchkey.oauth.device;

/**
 * A device code gives no tokens, or not yet (RFC 8628, 3.5).
 */
public class DeviceCodeException extends RuntimeException {

	private final Reason reason;

	DeviceCodeException(Reason reason) {
		super("The device code gives nothing: " + reason, null, false, false);
		this.reason = reason;
	}

	/**
	 * Return why.
	 * @return the reason
	 */
	public Reason reason() {
		return this.reason;
	}

	/**
	 * Why a device code gives nothing.
	 */
	public enum Reason {

		/** No person has decided yet. */
		PENDING("authorization_pending"),
		/** No person has decided yet, and the device asks too often. */
		TOO_FAST("slow_down"),
		/** It was good once. */
		EXPIRED("expired_token"),
		/** A person has refused. */
		DENIED("access_denied"),
		/** It is another application's, was used, or its grant has ended. */
		INVALID("invalid_grant");

		private final String code;

		Reason(String code) {
			this.code = code;
		}

		/**
		 * Return the error code of the protocol.
		 * @return the code, such as {@code slow_down}
		 */
		public String code() {
			return this.code;
		}

	}

}
