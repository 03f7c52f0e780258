package dev.latchkey.oauth;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.SortedSet;

import dev.latchkey.application.Application;
import dev.latchkey.datastore.TimeColumns;
import dev.latchkey.oauth.token.ScopeNames;
import dev.latchkey.session.refresh.RefreshState;
import org.jspecify.annotations.Nullable;

/**
 * A grant as the database has it.
 *
 * @param id names it; in its tokens
 * @param applicationId the registration that it was given to
 * @param clientId the client id of that; {@code null} if it is not there any more, or
 * does not speak OpenID Connect
 * @param handle the session that it hangs on
 * @param accountId whose that is
 * @param username the name of that account, or {@code null} if it is gone
 * @param epoch the log's number when it was given
 * @param scopes what it was given for
 * @param consented what the person consents to
 * @param code what its code was issued for, or {@code null} where there was no code
 * @param redeemedAt when it was given, by the code or without; {@code null} if the code
 * was not redeemed
 * @param tokensUntil when its last access token has expired
 * @param createdAt when the code was issued, or the person allowed it
 * @param ended whether it ended by itself
 * @param state where its refreshes stand, and the present time
 */
record GrantRow(String id, String applicationId, @Nullable String clientId, String handle, String accountId,
		@Nullable String username, long epoch, SortedSet<String> scopes, SortedSet<String> consented,
		@Nullable IssuedCode code, @Nullable Instant redeemedAt, @Nullable Instant tokensUntil, Instant createdAt,
		boolean ended, RefreshState state) {

	/** How long a client that sends its code twice means no harm. */
	private static final Duration REPEATED = Duration.ofSeconds(10);

	/**
	 * Read a row with its registration, its account, its consent and the present time.
	 */
	static GrantRow read(ResultSet row, int number) throws SQLException {
		String challenge = row.getString("code_challenge");
		IssuedCode code = (challenge != null)
				? new IssuedCode(row.getString("redirect_uri"), challenge, row.getString("nonce")) : null;
		RefreshState state = new RefreshState(row.getLong("refresh_generation"),
				TimeColumns.nullableInstant(row, "rotated_at"), row.getLong("confirmed_generation"),
				TimeColumns.nullableInstant(row, "confirmed_at"), TimeColumns.instant(row, "present"));
		return new GrantRow(row.getString("id"), row.getString("application_id"), row.getString("client_id"),
				row.getString("handle"), row.getString("account_id"), row.getString("username"), row.getLong("epoch"),
				ScopeNames.ofLines(row.getString("scopes")),
				ScopeNames.ofLines(Objects.requireNonNullElse(row.getString("consented"), "")), code,
				TimeColumns.nullableInstant(row, "redeemed_at"), TimeColumns.nullableInstant(row, "tokens_until"),
				TimeColumns.instant(row, "created_at"), row.getTimestamp("ended_at") != null, state);
	}

	/**
	 * Tell whether it was given to an application, which is registered as it was.
	 */
	boolean isOf(String application) {
		return this.clientId != null && this.applicationId.equals(application);
	}

	/**
	 * Tell whether it gives tokens.
	 */
	boolean isOpen() {
		return this.redeemedAt != null && !this.ended;
	}

	/**
	 * Return what it is good for now.
	 * @param application the application that it was given to, as it is registered now
	 */
	SortedSet<String> held(Application application) {
		return ScopeNames.held(this.scopes, application);
	}

	/**
	 * Tell whether the person consents to what it is good for, as far as the application
	 * needs that.
	 * @param application as above
	 */
	boolean hasConsent(Application application) {
		return !ApplicationConsents.isNeededBy(application) || this.consented.containsAll(held(application));
	}

	/**
	 * Tell whether its code was redeemed so long ago that no application repeats the
	 * request.
	 */
	boolean wasRedeemedBefore() {
		return this.redeemedAt != null && this.state.now().isAfter(this.redeemedAt.plus(REPEATED));
	}

	/**
	 * What a code was issued for.
	 *
	 * @param redirectUri where it was sent
	 * @param challenge the challenge of PKCE
	 * @param nonce what the ID token repeats
	 */
	record IssuedCode(String redirectUri, String challenge, @Nullable String nonce) {
	}

}
