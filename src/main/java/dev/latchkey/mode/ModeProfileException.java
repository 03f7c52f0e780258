package dev.latchkey.mode;

import java.util.List;

/**
 * The active profiles name no mode, or both.
 */
class ModeProfileException extends RuntimeException {

	ModeProfileException(List<String> profiles) {
		super("The active profiles [" + String.join(", ", profiles) + "] have to name exactly one mode, and they name "
				+ (profiles.contains("jwt") ? "both." : "none."));
	}

}
