package dev.latchkey.session;

/**
 * An authority that nothing takes away, for tests of what is done on it.
 *
 * @param actor its name
 */
public record TestAuthority(String actor) implements ChangeAuthority {

	/** An administrator. */
	public static final ChangeAuthority ADMIN = new TestAuthority("admin");

	/** The owner of most sessions in tests. */
	public static final ChangeAuthority ALICE = new TestAuthority("alice");

	@Override
	public ChangeRights require() {
		return ChangeRights.NONE;
	}

}
