package dev.latchkey.oauth;

import java.util.List;

import dev.latchkey.revocation.Revocation;
import dev.latchkey.session.EndingNotices;

/**
 * What a transaction has ended, and what follows on its commit.
 *
 * @param grants the grants that were live
 * @param notices what applications are told
 * @param written what the log says
 */
record EndedGrantRows(List<GrantRow> grants, EndingNotices notices, List<Revocation> written) {

	static final EndedGrantRows NONE = new EndedGrantRows(List.of(), EndingNotices.NONE, List.of());

}
