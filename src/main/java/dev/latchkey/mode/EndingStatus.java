package dev.latchkey.mode;

import org.springframework.http.HttpStatus;

/**
 * The status of an answer to a call that ended something. The ending is durable either
 * way.
 */
public final class EndingStatus {

	private EndingStatus() {
	}

	/**
	 * Return the status.
	 * @param complete whether every live node has confirmed the ending
	 * @param status the status if they all have
	 * @return that status, or 202 if some have not yet
	 */
	public static HttpStatus choose(boolean complete, HttpStatus status) {
		return complete ? status : HttpStatus.ACCEPTED;
	}

}
