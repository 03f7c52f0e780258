package dev.latchkey.application;

/**
 * An application that has just been registered, with its secret, which is known only now.
 *
 * @param application the application
 * @param secret the secret that it proves itself with
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
