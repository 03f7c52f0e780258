package dev.latchkey.audit;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * Shows the path of a request without the parts that may be secret.
 */
final class MaskedPath {

	// a handle has 22 characters; a cookie's value 43, a token more
	private static final int LONGEST_PART = 32;

	private MaskedPath() {
	}

	static String shown(String path) {
		return Arrays.stream(path.split("/", -1))
			.map((part) -> (part.length() <= LONGEST_PART) ? part : "…")
			.collect(Collectors.joining("/"));
	}

}
