package dev.latchkey.harness;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Every password and every credential that tests have used with success. None of them may
 * be in any log.
 */
public final class Secrets {

	/** Shorter ones are too likely to be a word of something else. */
	static final int SHORTEST = 12;

	private static final Set<String> USED = ConcurrentHashMap.newKeySet();

	private Secrets() {
	}

	static void used(String secret) {
		// of a token: who has the signature has the rest from elsewhere
		String end = secret.substring(secret.lastIndexOf('.') + 1);
		if (end.length() >= SHORTEST) {
			USED.add(end);
		}
	}

	/**
	 * Return how many were used.
	 * @return the number
	 */
	public static int count() {
		return USED.size();
	}

	/**
	 * Return which of them are in what was printed.
	 * @param lines what was printed
	 * @return the lines with a secret in them
	 */
	public static List<String> in(Stream<String> lines) {
		return lines.filter(Secrets::areIn).toList();
	}

	private static boolean areIn(String line) {
		return Arrays.stream(line.split("[^A-Za-z0-9_-]+"))
			.anyMatch((word) -> word.length() >= SHORTEST && USED.contains(word));
	}

}
