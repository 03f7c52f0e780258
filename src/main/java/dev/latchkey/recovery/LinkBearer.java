package dev.latchkey.recovery;

import dev.latchkey.mail.MailLink;
import dev.latchkey.session.ChangeAuthority;
import dev.latchkey.session.ChangeRights;

/**
 * A person who holds a link for an account. The change that it permits uses the link up
 * in its own transaction, under the account's lock. What takes a right from the one in
 * whose name it is good is an ending: so that is asked once more under the log's lock.
 *
 * @param actor the account's name
 * @param link the link
 * @param owners knows whether it is good still
 */
record LinkBearer(String actor, MailLink link, LinkOwners owners) implements ChangeAuthority {

	@Override
	public ChangeRights require() {
		return ChangeRights.NONE;
	}

	@Override
	public void requireStill(ChangeRights rights, long seq) {
		if (this.link.maker() != null) {
			this.owners.ownerOf(this.link);
		}
	}

}
