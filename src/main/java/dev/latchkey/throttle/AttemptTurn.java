package dev.latchkey.throttle;

/**
 * The right to check one password of an account, from before the line until after the
 * hash. Belongs to one thread.
 */
public final class AttemptTurn implements AutoCloseable {

	private final AuthenticationAttempt attempt;

	private final Runnable release;

	private boolean over;

	AttemptTurn(AuthenticationAttempt attempt, Runnable release) {
		this.attempt = attempt;
		this.release = release;
	}

	/**
	 * Return whose turn it is.
	 * @return who tries what, and from where
	 */
	public AuthenticationAttempt attempt() {
		return this.attempt;
	}

	/**
	 * Let the next one have a turn. A second call does nothing.
	 */
	@Override
	public void close() {
		if (!this.over) {
			this.over = true;
			this.release.run();
		}
	}

}
