package dev.latchkey.mode.jwt;

import java.time.Instant;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

import dev.latchkey.factor.AuthenticationMethods;
import dev.latchkey.key.KeySchedule;
import dev.latchkey.key.token.ClaimsMapper;
import dev.latchkey.session.Session;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * The claims of an access token (RFC 9068, 2.2). All are required but where it says so,
 * and no others may be there; times are whole seconds.
 *
 * @param iss this installation
 * @param aud the audience in the settings
 * @param clientId {@value #OWN_CLIENT}, as the login is Latchkey's own and no
 * application's. No application can have that client id
 * @param sub the account's id; not its name, which another account may get later
 * @param sid the session's handle
 * @param jti random
 * @param iat when it was issued
 * @param exp when it expires
 * @param epoch the revocation log's number when the login began
 * @param gen which refresh of the session it came with
 * @param username the account's name
 * @param roles the account's roles
 * @param permissions what the roles permit
 * @param authTime when the person last showed what they are known by (RFC 9068, 2.2.1)
 * @param sessionStartedAt when the session was opened; absent if that was then
 * @param amr what the person had shown (RFC 8176); absent in tokens of before there were
 * other factors
 * @param sessionExpiresAt when the session ends at the latest
 * @param mustChangePassword {@code true}, or absent
 * @param mustSetUpFactor {@code true}, or absent
 */
record AccessClaims(String iss, String aud, String clientId, String sub, String sid, String jti, long iat, long exp,
		long epoch, long gen, String username, SortedSet<String> roles, SortedSet<String> permissions, long authTime,
		@Nullable Long sessionStartedAt, @Nullable AuthenticationMethods amr, long sessionExpiresAt,
		@Nullable Boolean mustChangePassword, @Nullable Boolean mustSetUpFactor) {

	static final String OWN_CLIENT = "latchkey";

	private static final Pattern RANDOM = Pattern.compile("[A-Za-z0-9_-]{21}[AQgw]");

	private static final long LATEST = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();

	private static final JsonMapper JSON = ClaimsMapper.create();

	AccessClaims {
		require(iss != null && aud != null && clientId != null && username != null && !username.isEmpty());
		require(sub != null && !sub.isEmpty());
		require(sid != null && RANDOM.matcher(sid).matches() && jti != null && RANDOM.matcher(jti).matches());
		require(0 <= iat && iat <= exp && exp - iat <= KeySchedule.LONGEST_TOKEN.toSeconds());
		require(exp <= sessionExpiresAt && sessionExpiresAt <= LATEST && 0 <= authTime && authTime <= LATEST);
		require(sessionStartedAt == null || (0 <= sessionStartedAt && sessionStartedAt < authTime));
		require(epoch >= 0 && gen >= 0);
		require(roles != null && permissions != null && !Boolean.FALSE.equals(mustChangePassword)
				&& !Boolean.FALSE.equals(mustSetUpFactor));
		roles = Collections.unmodifiableSortedSet(new TreeSet<>(roles));
		permissions = Collections.unmodifiableSortedSet(new TreeSet<>(permissions));
	}

	/**
	 * Read claims.
	 * @throws tools.jackson.core.JacksonException if they are not exactly what
	 * {@link #write} writes
	 */
	static AccessClaims read(byte[] json) {
		return JSON.readValue(json, AccessClaims.class);
	}

	byte[] write() {
		return JSON.writeValueAsBytes(this);
	}

	Session session() {
		return new Session(this.sid, this.sub, this.username, this.roles, this.permissions,
				this.mustChangePassword != null, this.epoch,
				Instant.ofEpochSecond((this.sessionStartedAt != null) ? this.sessionStartedAt : this.authTime),
				Instant.ofEpochSecond(this.sessionExpiresAt),
				(this.amr != null) ? this.amr : AuthenticationMethods.PASSWORD, Instant.ofEpochSecond(this.authTime),
				this.mustSetUpFactor != null);
	}

	private static void require(boolean holds) {
		if (!holds) {
			throw new IllegalArgumentException("a claim is missing, or not in its range");
		}
	}

}
