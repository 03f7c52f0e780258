package dev.latchkey.application;

/**
 * An application, and what it may prove itself with.
 *
 * @param client the application
 * @param secrets its secrets
 */
record KnownClient(ApplicationClient client, ApplicationSecrets secrets) {

	/**
	 * Keep the hashes out of logs.
	 */
	@Override
	public String toString() {
		return "KnownClient[" + this.client.clientId() + "]";
	}

}
