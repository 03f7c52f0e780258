package dev.latchkey.session;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

import dev.latchkey.account.Account;
import dev.latchkey.account.Accounts;
import dev.latchkey.datastore.TimeColumns;
import dev.latchkey.factor.AuthenticationMethods;
import dev.latchkey.factor.SecondFactors;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Renews the proof of a session: the person has shown once more a password, a code or a
 * passkey. The session stays the same, and so does its credential.
 */
public class SessionProofs {

	private final SessionAuthority authority;

	private final AuthorizedChanges changes;

	private final Accounts accounts;

	private final SecondFactors factors;

	private final JdbcClient jdbc;

	private final ApplicationEventPublisher events;

	private final Clock clock;

	SessionProofs(SessionAuthority authority, AuthorizedChanges changes, Accounts accounts, SecondFactors factors,
			JdbcClient jdbc, ApplicationEventPublisher events, Clock clock) {
		this.authority = authority;
		this.changes = changes;
		this.accounts = accounts;
		this.factors = factors;
		this.jdbc = jdbc;
		this.events = events;
		this.clock = clock;
	}

	/**
	 * Renew the proof of a session.
	 * @param session the session
	 * @param checked the account, as read before what was shown was checked
	 * @param shown what was shown, and was right
	 * @return the session as its next credential describes it
	 * @throws SessionEndedException if the session has ended
	 * @throws LoginRefusedException if the account got another password since
	 */
	public Session renew(Session session, LoginCandidate checked, AuthenticationMethods shown) {
		Session renewed = this.changes.make(new ActingSession(session, null, false, this.authority), (held) -> {
			requireSame(checked);
			return write(session, shown);
		});
		this.events
			.publishEvent(new ProofRenewed(renewed.accountId(), renewed.username(), renewed.handle(), shown.text()));
		return renewed;
	}

	/**
	 * Renew the proof of a session by a code of a second factor, which is used up in the
	 * same transaction.
	 * @param session the session
	 * @param code the code, as it was typed
	 * @return the session as its next credential describes it
	 * @throws SessionEndedException if the session has ended
	 * @throws ProofWrongException if the code is wrong or was used
	 */
	public Session renewByCode(Session session, String code) {
		AuthenticationMethods shown = AuthenticationMethods.CODE;
		Session renewed = this.changes.make(new ActingSession(session, null, false, this.authority), (held) -> {
			Account account = this.accounts.lock(session.accountId()).orElseThrow(ProofWrongException::new);
			if (!this.factors.proves(account, code)) {
				throw new ProofWrongException();
			}
			return write(session, shown);
		});
		this.events
			.publishEvent(new ProofRenewed(renewed.accountId(), renewed.username(), renewed.handle(), shown.text()));
		return renewed;
	}

	private void requireSame(LoginCandidate checked) {
		Account before = checked.account();
		if (before == null || !this.accounts.lock(before.id())
			.map(Account::passwordHash)
			.filter(before.passwordHash()::equals)
			.isPresent()) {
			throw new LoginRefusedException();
		}
	}

	private Session write(Session session, AuthenticationMethods shown) {
		Instant now = this.clock.instant();
		AuthenticationMethods before = this.jdbc.sql("select amr from user_session where handle = ? for update")
			.param(session.handle())
			.query((row, number) -> AuthenticationMethods.parse(row.getString("amr")))
			.single();
		AuthenticationMethods after = before.and(shown);
		this.jdbc.sql("update user_session set proved_at = greatest(proved_at, ?), amr = ? where handle = ?")
			.params(TimeColumns.utc(now), after.text(), session.handle())
			.update();
		return session.withProof(after, now.truncatedTo(ChronoUnit.SECONDS));
	}

}
