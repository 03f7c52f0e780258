package dev.latchkey.throttle;

import java.time.Duration;

import dev.latchkey.crypto.Sha256;

/**
 * One budget: so many attempts, and how long they take to come back.
 *
 * @param scope what it limits
 * @param attempts how many attempts it holds
 * @param period how long it takes to fill up
 * @param key its name in the stores, always of the same length
 */
record Budget(Scope scope, long attempts, Duration period, String key) {

	/**
	 * What a budget limits. {@link BudgetRules} says how these belong together.
	 */
	enum Scope {

		OVERALL("overall"), BLOCK("network"), SITE("network"), NETWORK("network"), STRICT_BLOCK("network"),
		STRICT_NETWORK("network"), ACCOUNT("account"), RESERVE("account"), ACCOUNT_BLOCK("account"),
		ACCOUNT_NETWORK("account"), STRICT_ACCOUNT_BLOCK("account"), LIFTED("account"), KNOWN_NETWORK("network"),
		KNOWN_NETWORKS("account"), DEVICES("devices"), DEVICE("device"), CLIENT_NETWORK("network"), CLIENT("client"),
		CLIENT_WRITES("client_writes"), USER_CODES("user_codes"), DEVICE_CODES("device_codes"),
		PUSHED_REQUESTS("pushed_requests"), RESETS("password_resets"), RESETS_NETWORK("password_resets"),
		RESETS_OF_NAME("password_resets"), LINKS("links"), LOGINS("logins"), DAILY_LOGINS("logins"),
		FIRST_STEPS("logins");

		private final String label;

		Scope(String label) {
			this.label = label;
		}

		/**
		 * Return what events and metrics call it.
		 */
		String label() {
			return this.label;
		}

	}

	/**
	 * Return a budget. With other limits it is another budget, because what is kept would
	 * mean other attempts under them.
	 * @param whose the name that it belongs to: an account, a network, a device
	 */
	static Budget of(Scope scope, String whose, long attempts, Duration period) {
		// an ill-formed name loses something here, and shares the budget of its like
		String key = Sha256.base64Url(scope + ":" + attempts + ":" + period + ":" + whose);
		return new Budget(scope, attempts, period, key);
	}

}
