package dev.latchkey.recovery;

import dev.latchkey.session.ChangeAuthority;
import dev.latchkey.session.ChangeRights;

/**
 * A person who holds a link for an account. The change that it permits uses the link up
 * in its own transaction, under the account's lock, so there is nothing else to ask.
 *
 * @param actor the account's name
 */
record LinkBearer(String actor) implements ChangeAuthority {

	@Override
	public ChangeRights require() {
		return ChangeRights.NONE;
	}

}
