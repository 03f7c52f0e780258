package dev.latchkey.web;

import dev.latchkey.account.ProfileChanges;
import dev.latchkey.account.ProfileUpdate;
import dev.latchkey.session.ActingSession;
import dev.latchkey.session.AuthorizedChanges;

/**
 * Changes the language of a user's own pages and letters.
 */
class OwnLanguage {

	private final ProfileChanges profiles;

	private final AuthorizedChanges authorized;

	OwnLanguage(ProfileChanges profiles, AuthorizedChanges authorized) {
		this.profiles = profiles;
		this.authorized = authorized;
	}

	/**
	 * Change it.
	 * @param code one of the languages that there are, or empty for none: then the
	 * browser decides
	 */
	void change(ActingSession me, String code) {
		this.authorized.make(me,
				(held) -> this.profiles.update(me.session().accountId(), new ProfileUpdate(null, null, code)));
	}

}
