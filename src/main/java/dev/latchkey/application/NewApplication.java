package dev.latchkey.application;

/**
 * An application that has just been registered: the one time that its secret is known.
 *
 * @param application the application
 * @param secret what it proves itself with
 */
public record NewApplication(Application application, String secret) {

	/**
	 * Keep the secret out of logs.
	 */
	@Override
	public String toString() {
		return "NewApplication[" + this.application.clientId() + "]";
	}

}
