package dev.latchkey.admin;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.jspecify.annotations.Nullable;

/**
 * All that administrators are told about a user.
 *
 * @param user what lists tell, too
 * @param createdAt since when there is the account
 * @param lastSignInAt when the user signed in the last time, or {@code null} for never
 * @param throttled whether there were so many failed attempts that the next one from the
 * same place is turned away
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record UserDetails(@JsonUnwrapped AdminResponses.User user, Instant createdAt, @Nullable Instant lastSignInAt,
		boolean throttled) {
}
