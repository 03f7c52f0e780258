package dev.latchkey.harness;

/**
 * A real server on this machine, at the same port for all its life, so that it can be
 * taken away from the application and given back.
 */
public interface Server extends AutoCloseable {

	/**
	 * Return where it listens.
	 * @return the port on the loopback address
	 */
	int port();

	/**
	 * Make it hang: connections stay open, nothing answers.
	 */
	void pause();

	/**
	 * Let it go on after {@link #pause()}.
	 */
	void resume();

	/**
	 * Kill it as {@code kill -9} does. What it had written to its disk stays.
	 */
	void kill();

	/**
	 * Start it again after {@link #kill()}, at the same port and with the same data, and
	 * return when it answers.
	 */
	void restart();

	/**
	 * Kill it and throw its data away.
	 */
	@Override
	void close();

}
