package dev.latchkey.introspection;

import java.time.Instant;
import java.util.SortedSet;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.latchkey.factor.AuthenticationMethods;
import dev.latchkey.mode.CredentialInspection;
import dev.latchkey.oauth.InspectedToken;
import dev.latchkey.session.Session;
import org.jspecify.annotations.Nullable;

/**
 * What an application is told about a credential (RFC 7662, 2.2). Times are in seconds.
 * What a credential does not allow is left out, so that no application takes a refresh
 * token for an access token. For a token of an application, the answer says of the user
 * what the token's scopes cover.
 *
 * @param active whether it is active; the other members are present only if it is
 * @param clientId the application that it was given to; absent where it is one of
 * Latchkey's own
 * @param sub the account's id, or the client id where an application acts for itself
 * @param username the account's name
 * @param scope the permissions, or what an application was granted, with spaces between
 * them; not of a refresh token
 * @param roles the account's roles; not of a refresh token
 * @param permissions what the roles permit; of Latchkey's own only, and not of a refresh
 * token
 * @param sid the session's handle
 * @param iat when it was issued; not of a refresh token, which does not tell
 * @param exp when it is over; of a session cookie and of a refresh token, unless it is
 * used before that
 * @param authTime when the user last showed what they are known by, when the credential
 * was issued
 * @param amr what the user had shown by then (RFC 8176)
 * @param tokenType {@code Bearer} for an access token, {@code Cookie} for a session's
 * cookie, {@code refresh_token} for a refresh token
 * @param iss who signed it; of an access token only
 * @param aud whom it is for; of an access token only
 * @param jti the token's own name; of an access token only
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record IntrospectionAnswer(boolean active, @Nullable String clientId, @Nullable String sub, @Nullable String username,
		@Nullable String scope, @Nullable SortedSet<String> roles, @Nullable SortedSet<String> permissions,
		@Nullable String sid, @Nullable Long iat, @Nullable Long exp, @Nullable Long authTime,
		@Nullable AuthenticationMethods amr, @Nullable String tokenType, @Nullable String iss, @Nullable String aud,
		@Nullable String jti) {

	static final IntrospectionAnswer INACTIVE = new IntrospectionAnswer(false, null, null, null, null, null, null, null,
			null, null, null, null, null, null, null, null);

	static IntrospectionAnswer of(CredentialInspection inspected) {
		Session session = inspected.reading().session();
		boolean opens = inspected.kind() != CredentialInspection.Kind.REFRESH_TOKEN;
		CredentialInspection.SignedToken token = inspected.token();
		return new IntrospectionAnswer(true, null, session.accountId(), session.username(),
				opens ? String.join(" ", session.permissions()) : null, opens ? session.roles() : null,
				opens ? session.permissions() : null, session.handle(), seconds(inspected.issuedAt()),
				seconds(inspected.expiresAt()), seconds(session.authTime()), session.amr(), type(inspected.kind()),
				(token != null) ? token.issuer() : null, (token != null) ? token.audience() : null,
				(token != null) ? token.id() : null);
	}

	static IntrospectionAnswer of(InspectedToken inspected) {
		@Nullable Session session = inspected.session();
		boolean opens = inspected.kind() == InspectedToken.Kind.ACCESS_TOKEN;
		boolean named = inspected.scopes().contains("profile");
		boolean ranked = opens && inspected.scopes().contains("roles");
		return new IntrospectionAnswer(true, inspected.clientId(),
				(session != null) ? session.accountId() : inspected.clientId(),
				(session != null && named) ? session.username() : null,
				opens ? String.join(" ", inspected.scopes()) : null,
				(session != null && ranked) ? session.roles() : null, null, (session != null) ? session.handle() : null,
				seconds(inspected.issuedAt()), seconds(inspected.expiresAt()),
				(session != null) ? seconds(session.authTime()) : null, (session != null) ? session.amr() : null,
				opens ? "Bearer" : "refresh_token", opens ? inspected.issuer() : null,
				opens ? inspected.clientId() : null, inspected.id());
	}

	private static @Nullable Long seconds(@Nullable Instant time) {
		return (time != null) ? time.getEpochSecond() : null;
	}

	private static String type(CredentialInspection.Kind kind) {
		return switch (kind) {
			case SESSION -> "Cookie";
			case ACCESS_TOKEN -> "Bearer";
			case REFRESH_TOKEN -> "refresh_token";
		};
	}

}
