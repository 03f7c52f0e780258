package dev.latchkey.grant;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;

import dev.latchkey.application.Application;
import dev.latchkey.crypto.RandomValues;
import dev.latchkey.crypto.Sha256;
import dev.latchkey.revocation.EndReason;
import dev.latchkey.revocation.RevocationView;
import dev.latchkey.session.Session;
import dev.latchkey.session.SessionEndedException;
import dev.latchkey.session.seen.LastSeen;

/**
 * Tickets, by which a browser that is signed in at the login host enters the host of an
 * application: 32 random bytes, good for a minute and for one use, by the browser that
 * started there.
 */
public class EntryTickets {

	private static final int LENGTH = 32;

	// 32 bytes in base64url, and in one way only: the last character has two spare bits
	private static final Pattern TEXT = Pattern.compile("[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]");

	private final TicketRows tickets;

	private final KnownSessions sessions;

	private final HostCredentialCodec credentials;

	private final RevocationView view;

	private final LastSeen lastSeen;

	private final Clock clock;

	EntryTickets(TicketRows tickets, KnownSessions sessions, HostCredentialCodec credentials, RevocationView view,
			LastSeen lastSeen, Clock clock) {
		this.tickets = tickets;
		this.sessions = sessions;
		this.credentials = credentials;
		this.view = view;
		this.lastSeen = lastSeen;
		this.clock = clock;
	}

	/**
	 * Issue a ticket.
	 * @param session the session that is signed in at the login host
	 * @param application the application, which the session may use
	 * @param host the application's host, canonical
	 * @param nonceHash the hash of the nonce of the browser that started there; see
	 * {@link EntryRequest#nonceHash()}
	 * @return the ticket's text, 43 characters of base64url
	 * @throws IllegalArgumentException if the session must change its password first
	 * @throws SessionEndedException if the session has ended
	 * @throws dev.latchkey.revocation.RevocationsUnknownException if this node cannot
	 * tell
	 * @throws org.springframework.dao.DataAccessException if it cannot be written
	 * @throws org.springframework.transaction.TransactionException likewise
	 */
	public String issue(Session session, Application application, String host, String nonceHash) {
		if (!session.isFree()) {
			throw new IllegalArgumentException("This session may change the password only");
		}
		EndReason reason = this.view.endOf(session);
		if (reason != null) {
			throw new SessionEndedException(reason);
		}
		// at once: a node that takes the session for idle would lead the browser
		// back here
		this.lastSeen.write(session.handle());
		String ticket = RandomValues.base64Url(LENGTH);
		this.tickets.insert(ticket(ticket, application, host, nonceHash), session.handle());
		return ticket;
	}

	/**
	 * Redeem a ticket. One that is for another application, host or browser stays good
	 * there.
	 * @param ticket the ticket's text, as the client sent it
	 * @param application the application of the host
	 * @param host the host that the client asked for, canonical
	 * @param nonce the nonce that the browser keeps for this host, itself
	 * @return the host credential
	 * @throws InvalidTicketException if it opens nothing here, or its session is not live
	 * @throws dev.latchkey.revocation.RevocationsUnknownException if this node cannot
	 * tell
	 * @throws org.springframework.dao.DataAccessException if it cannot be read
	 */
	public HostGrant redeem(String ticket, Application application, String host, String nonce) {
		if (!TEXT.matcher(ticket).matches()) {
			throw new InvalidTicketException();
		}
		String handle = this.tickets.take(ticket(ticket, application, host, EntryRequest.hash(nonce)))
			.orElseThrow(InvalidTicketException::new);
		Instant now = this.clock.instant();
		KnownSession known = live(handle, now);
		known.noteUse(now);
		Session session = known.session();
		return new HostGrant(this.credentials.write(HostCredential.of(session), application.id(), host),
				known.isRemembered() ? Duration.between(now, session.expiresAt()) : null);
	}

	private KnownSession live(String handle, Instant now) {
		try {
			return this.sessions.liveNow(handle, now);
		}
		catch (InvalidHostCredentialException | SessionEndedException ex) {
			throw new InvalidTicketException();
		}
	}

	private static TicketRows.Ticket ticket(String text, Application application, String host, String nonceHash) {
		return new TicketRows.Ticket(Sha256.base64Url(text), application.id(), host, nonceHash);
	}

}
