package dev.latchkey.harness;

import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Every password and every credential that tests have used with success, and every one
 * that an application under test has given away. None of them may be in any log, event or
 * value in Redis. Codes of six digits are too likely to be a number of something else.
 */
public final class Secrets {

	/** Shorter ones are too likely to be a word of something else. */
	static final int SHORTEST = 12;

	/** So long are the shortest that are made at random: codes for recovery. */
	private static final int SHORTEST_MADE = 10;

	private static final int LONGEST_ANSWER = 16 * 1024;

	private static final String NAMES = "access_token|refresh_token|device_token|device_code|login|secret|"
			+ "client_secret|temporary_password";

	private static final Pattern MEMBER = Pattern.compile("\"(?:" + NAMES + ")\":\"([^\"\\\\]{12,})\"");

	private static final Pattern RECOVERY_CODES = Pattern.compile("\"recovery_codes\":\\[\"([^\\]]+)\"]");

	private static final Pattern LINK = Pattern
		.compile("/(?:reset|invitation|email)/([A-Za-z0-9_-]{43})(?![A-Za-z0-9_-])");

	private static final Set<String> USED = ConcurrentHashMap.newKeySet();

	private static final Queue<String> KEPT = new ConcurrentLinkedQueue<>();

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
	 * Note what an answer gives away: by the names that the API has for it, and links
	 * wherever they are.
	 */
	static void given(Answer answer) {
		String body = answer.body();
		if (body.length() > LONGEST_ANSWER) {
			return;
		}
		LINK.matcher(body).results().forEach((link) -> used(link.group(1)));
		if (answer.header("Content-Type").orElse("").contains("json")) {
			MEMBER.matcher(body).results().forEach((member) -> used(member.group(1)));
			RECOVERY_CODES.matcher(body)
				.results()
				.flatMap((codes) -> Stream.of(codes.group(1).split("\",\"")))
				.filter((code) -> code.length() >= SHORTEST_MADE)
				.forEach(USED::add);
		}
	}

	/**
	 * Note which of them an application has in its events or in Redis.
	 */
	static void searchIn(Latchkey latchkey) {
		StoredTexts.of(latchkey).filter(Secrets::areIn).forEach(KEPT::add);
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

	/**
	 * Return which of them applications have kept in clear: those of {@link RunsIn}, as
	 * far as they have been closed or are shared.
	 * @return the events, and the values in Redis, with a secret in them
	 */
	public static List<String> kept() {
		LatchkeyExtension.shared().forEach(Secrets::searchIn);
		return List.copyOf(KEPT);
	}

	private static boolean areIn(String line) {
		return Arrays.stream(line.split("[^A-Za-z0-9_-]+"))
			.anyMatch((word) -> word.length() >= SHORTEST_MADE && USED.contains(word));
	}

}
