package dev.latchkey.transfer;

import java.util.Locale;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/**
 * What to do with a line whose user exists.
 */
enum ExistingUsers {

	/** The line fails. */
	FAIL,
	/** The user stays as they are. */
	SKIP,
	/** The user becomes as the line says; what it does not say stays. */
	UPDATE;

	/**
	 * Return what a parameter says: nothing, {@code skip} or {@code update}.
	 */
	static ExistingUsers of(@Nullable String parameter) {
		if (parameter == null) {
			return FAIL;
		}
		return Stream.of(SKIP, UPDATE)
			.filter((choice) -> choice.name().toLowerCase(Locale.ROOT).equals(parameter))
			.findFirst()
			.orElseThrow(() -> new ResponseStatusException(HttpStatus.BAD_REQUEST));
	}

}
