package dev.latchkey.oauth;

import java.util.List;

import dev.latchkey.revocation.Revocation;
import dev.latchkey.session.EndingNotices;

/**
 * What a transaction has ended, and what follows on its commit.
 *
 * @param accountId whose grants they were
 * @param grants how many were live
 * @param handles the sessions of those, each once
 * @param notices what applications are told
 * @param written what the log says
 */
record EndedGrantRows(String accountId, int grants, List<String> handles, EndingNotices notices,
		List<Revocation> written) {

	static final EndedGrantRows NONE = new EndedGrantRows("", 0, List.of(), EndingNotices.NONE, List.of());

}
