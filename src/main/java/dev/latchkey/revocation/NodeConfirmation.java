package dev.latchkey.revocation;

/**
 * How many live nodes have applied a revocation by the time of the answer.
 *
 * @param live nodes that may still answer from their view
 * @param applied those of them that are known to have applied it
 */
public record NodeConfirmation(int live, int applied) {

	/** This node has applied it; whether there are others is unknown. */
	public static final NodeConfirmation UNKNOWN = new NodeConfirmation(2, 1);

	/**
	 * Return whether it is over on every node.
	 * @return {@code true} if no live node can still accept what was ended
	 */
	public boolean complete() {
		return this.applied >= this.live;
	}

}
