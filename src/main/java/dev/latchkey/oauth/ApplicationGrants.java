package dev.latchkey.oauth;

import java.time.Duration;
import java.util.List;
import java.util.SortedSet;

import dev.latchkey.application.Application;
import dev.latchkey.oauth.token.GrantedTokens;
import dev.latchkey.revocation.NodeConfirmation;
import dev.latchkey.session.AuthorizedChanges;
import dev.latchkey.session.ChangeAuthority;
import dev.latchkey.session.EndResult;
import dev.latchkey.session.Session;
import org.jspecify.annotations.Nullable;

/**
 * What applications are given in a session: issued, exchanged and taken away. Nothing is
 * given to an application that the person may not use, nor in a session that may change
 * the password only.
 */
public class ApplicationGrants {

	private static final long PATIENCE = Duration.ofSeconds(1).toNanos();

	private final CodeExchange codes;

	private final GrantRefresh refreshes;

	private final GrantOpening openings;

	private final ConnectedApplications connected;

	private final GrantEndings endings;

	private final GrantAnnouncement announcement;

	private final ApplicationConsents consents;

	private final AuthorizedChanges changes;

	ApplicationGrants(CodeExchange codes, GrantRefresh refreshes, GrantOpening openings,
			ConnectedApplications connected, GrantEndings endings, GrantAnnouncement announcement,
			ApplicationConsents consents, AuthorizedChanges changes) {
		this.codes = codes;
		this.refreshes = refreshes;
		this.openings = openings;
		this.connected = connected;
		this.endings = endings;
		this.announcement = announcement;
		this.consents = consents;
		this.changes = changes;
	}

	/**
	 * Issue an authorization code (RFC 6749, 4.1.2), good for a minute and for one use.
	 * @param session the session that is signed in
	 * @param application the application, which the session may use
	 * @param request what it asks for
	 * @return the code, 43 characters of base64url
	 * @throws IllegalArgumentException if the session may not use the application, or
	 * must change its password first
	 * @throws InvalidGrantException if the application is not registered any more
	 * @throws dev.latchkey.session.SessionEndedException if the session has ended
	 * @throws dev.latchkey.revocation.RevocationsUnknownException if this node cannot
	 * tell
	 * @throws org.springframework.dao.DataAccessException if it cannot be written
	 */
	public String issueCode(Session session, Application application, CodeRequest request) {
		return this.codes.issue(session, application, request);
	}

	/**
	 * Redeem an authorization code (RFC 6749, 4.1.3; RFC 7636, 4.6).
	 * @param code the code, as the client sent it
	 * @param application the application that the client is
	 * @param redirectUri where the client says that the code was sent to
	 * @param codeVerifier what the challenge was made of
	 * @return the tokens
	 * @throws InvalidGrantException if it gives nothing
	 * @throws org.springframework.dao.DataAccessException if it cannot be redeemed now
	 */
	public GrantedTokens redeem(String code, Application application, @Nullable String redirectUri,
			@Nullable String codeVerifier) {
		return this.codes.redeem(code, application, redirectUri, codeVerifier);
	}

	/**
	 * Exchange a refresh token (RFC 6749, 6).
	 * @param refreshToken the token, as the client sent it
	 * @param application the application that the client is
	 * @param scopes what the access token is to be good for, or {@code null} for all that
	 * was granted
	 * @return the tokens
	 * @throws InvalidGrantException if it gives nothing
	 * @throws InvalidScopeException if more is asked for than the grant is good for now
	 * @throws org.springframework.dao.DataAccessException if it cannot be exchanged now
	 */
	public GrantedTokens refresh(String refreshToken, Application application, @Nullable SortedSet<String> scopes) {
		return this.refreshes.refresh(refreshToken, application, scopes);
	}

	/**
	 * Allow an application something for which it comes later, as a device does (RFC
	 * 8628, 3.3). The person consents with it, and whatever ends grants, ends it.
	 * @param handle the session that allows it
	 * @param application the application
	 * @param scopes what is allowed
	 * @return the id of the grant, which {@link #open} takes within an hour
	 * @throws InvalidGrantException if the session is not live, or may not use the
	 * application
	 * @throws org.springframework.dao.DataAccessException if it cannot be written
	 */
	public String allow(String handle, Application application, SortedSet<String> scopes) {
		return this.openings.allow(handle, application, scopes);
	}

	/**
	 * Give an application the tokens of what it was allowed, once (RFC 8628, 3.5).
	 * @param grantId the id of the grant
	 * @param application the application that has come for it
	 * @return the tokens
	 * @throws InvalidGrantException if it gives nothing: it has ended or was given, the
	 * session is not live or may not use the application, or the consent was withdrawn
	 * @throws org.springframework.dao.DataAccessException if it cannot be written
	 */
	public GrantedTokens open(String grantId, Application application) {
		return this.openings.open(grantId, application);
	}

	/**
	 * Give an application an access token of its own (RFC 6749, 4.4).
	 * @param application the application
	 * @param scopes what it is good for
	 * @return the access token alone
	 * @throws InvalidGrantException if the application is not registered any more
	 * @throws org.springframework.dao.DataAccessException if that cannot be asked
	 */
	public GrantedTokens ofApplication(Application application, SortedSet<String> scopes) {
		return this.openings.ofApplication(application, scopes);
	}

	/**
	 * Return the applications that hold a live grant of an account.
	 * @param accountId the account
	 * @return the applications, the latest grant first
	 */
	public List<ConnectedApplication> connectionsOf(String accountId) {
		return this.connected.liveOf(accountId);
	}

	/**
	 * Take away from an application all that an account has granted to it, and the
	 * consent.
	 * @param accountId the account
	 * @param application the application
	 * @param authority who does it
	 * @return how many grants ended, and how many nodes have applied it
	 */
	public EndResult end(String accountId, Application application, ChangeAuthority authority) {
		long deadline = System.nanoTime() + PATIENCE;
		EndedGrantRows ended = this.changes.make(authority, (held) -> {
			this.consents.withdraw(accountId, application);
			return this.endings.endAll(accountId, application.id(), authority.actor());
		});
		NodeConfirmation nodes = this.announcement.announce(ended);
		return new EndResult(ended.grants(), nodes, ended.notices().await(deadline));
	}

}
