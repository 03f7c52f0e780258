package dev.latchkey.harness;

/**
 * A user who can sign in.
 *
 * @param username the name
 * @param password the password
 */
public record Person(String username, String password) {

	/**
	 * Return the same person with another password.
	 * @param other the password
	 * @return the person
	 */
	public Person with(String other) {
		return new Person(this.username, other);
	}

}
