package dev.latchkey.session;

/**
 * The authority of the server itself, which no ending takes away: for what keeps an
 * account from filling the memory of all nodes.
 */
public enum ActingServer implements ChangeAuthority {

	/** The one that there is. */
	INSTANCE;

	@Override
	public String actor() {
		return "system";
	}

	@Override
	public ChangeRights require() {
		return ChangeRights.NONE;
	}

}
