package dev.latchkey.session.refresh;

import java.util.OptionalLong;

/**
 * Decides which generation of credentials a refresh hands out. It is asked while the
 * session's row is locked, so that all refreshes of a session are decided one by one.
 */
@FunctionalInterface
public interface RefreshRotationRule {

	/**
	 * Return the generation to hand out.
	 * @param presented the generation that the client has presented
	 * @param state where the refreshes of the session stand
	 * @return the generation, or empty if the presented one must not be in use any more
	 */
	OptionalLong successorOf(long presented, RefreshState state);

}
