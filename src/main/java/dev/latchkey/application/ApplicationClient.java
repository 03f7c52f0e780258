package dev.latchkey.application;

/**
 * An application that has proved with its secret who it is.
 *
 * @param id names this registration of it
 * @param clientId its public name
 * @param introspect whether it may ask about all of Latchkey's tokens, or only about its
 * own
 */
public record ApplicationClient(String id, String clientId, boolean introspect) {

	/**
	 * Return its name as an actor in events. No username has a slash, so it cannot be
	 * taken for a user.
	 * @return {@code application/} and the client id
	 */
	public String actor() {
		return "application/" + this.clientId;
	}

}
