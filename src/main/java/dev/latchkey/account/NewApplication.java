package dev.latchkey.account;

/**
 * A service that has just been registered: the one time that its secret is known.
 *
 * @param service the service
 * @param secret what it proves itself with
 */
public record NewApplication(Application service, String secret) {

	/**
	 * Keep the secret out of logs.
	 */
	@Override
	public String toString() {
		return "NewService[" + this.service.clientId() + "]";
	}

}
