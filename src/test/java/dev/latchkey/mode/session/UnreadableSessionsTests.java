package dev.latchkey.mode.session;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.latchkey.harness.Answer;
import dev.latchkey.harness.Client;
import dev.latchkey.harness.Latchkey;
import dev.latchkey.harness.RawRedis;
import dev.latchkey.harness.Server;
import dev.latchkey.harness.TestServers;
import dev.latchkey.revocation.EndReason;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A session that cannot be read is treated as missing, and is no failure of the service.
 */
@TestInstance(Lifecycle.PER_CLASS)
class UnreadableSessionsTests {

	private static final String CONTENT = """
			{"handle":"h","accountId":"a","username":"u","roles":["USER"],"permissions":[],"mustChangePassword":false,\
			"epoch":1000,"startedAt":"2020-01-01T00:00:00Z","expiresAt":"2120-01-01T00:00:00Z"}""";

	private static final Set<String> ENDINGS = Stream.of(EndReason.values())
		.map(EndReason::name)
		.collect(Collectors.toSet());

	private static final AtomicInteger VALUES = new AtomicInteger();

	private final Server redis = TestServers.redis();

	private final RawRedis raw = new RawRedis(this.redis);

	private Latchkey latchkey;

	@BeforeAll
	void start() {
		this.latchkey = Latchkey.in(Latchkey.Mode.SESSION).on(this.redis, TestServers.freshDatabase()).start();
	}

	@AfterAll
	void stop() {
		this.latchkey.close();
		this.raw.close();
		this.redis.close();
	}

	@Test
	void areNotThoseWithWhichNothingIsWrong() {
		show("PING").expect(200);
		bury("HSET %s reason FORCED_LOGOUT handle h").expectEnded("forced_logout");
	}

	@ParameterizedTest
	@ValueSource(strings = { "DEL %s", "HDEL %s creationTime", "HDEL %s lastAccessedTime",
			"HDEL %s maxInactiveInterval", "HDEL %s sessionAttr:session", "HSET %s creationTime x",
			"HSET %s creationTime 99999999999999999999", "HSET %s lastAccessedTime ''", "HSET %s lastAccessedTime 1.5",
			"HSET %s lastAccessedTime 9223372036854775807 maxInactiveInterval 9223372036854775807",
			"HSET %s maxInactiveInterval x", "HSET %s maxInactiveInterval 9223372036854775807",
			"HSET %s maxInactiveInterval -9223372036854775808" })
	void areThoseWithoutTheirTimes(String change) {
		show(change).expectProblem(401, "invalid-token");
	}

	@ParameterizedTest
	@ValueSource(strings = { "HSET %s reason WHATEVER handle h", "HSET %s reason '' handle h",
			"HSET %s reason forced_logout handle h", "HSET %s reason FORCED_LOGOUT",
			"HSET %s reason FORCED_LOGOUT handle ''", "HSET %s handle h", "SET %s x" })
	void areTombstonesThatSayNothing(String change) {
		bury(change).expectProblem(401, "invalid-token");
	}

	@Test
	void areThoseThatAStrangerHasWritten() {
		String value = value();
		write(value);
		present(value).expectProblem(401, "invalid-token");
		this.raw.call("HSET %s mac x lastAccessedMac ''".formatted(key(value)));
		present(value).expectProblem(401, "invalid-token");
		this.raw.call("HSET %s reason FORCED_LOGOUT handle h".formatted(tombstone(value)));
		present(value).expectProblem(401, "invalid-token");
		authenticate(value);
		present(value).expectEnded("forced_logout");
	}

	static Stream<String> contents() {
		return Stream.concat(
				Stream.of("null", "''", "{}", "[]", "1", "'\"h\"'", "{", "'" + CONTENT + "{'", "\"\\xff\\xfe\""),
				Stream
					.of("\"handle\":\"h\"", "\"accountId\":\"a\"", "\"username\":\"u\"", "\"roles\":[\"USER\"]",
							"\"permissions\":[]", "\"epoch\":1000", "\"expiresAt\":\"2120-01-01T00:00:00Z\"",
							"\"startedAt\":\"2020-01-01T00:00:00Z\"")
					.flatMap((member) -> {
						String name = member.substring(0, member.indexOf(':') + 1);
						return Stream.of("\"x\":0", name + "null", name + "[null]", name + "{}")
							.map((other) -> "'" + CONTENT.replace(member, other) + "'");
					}));
	}

	@ParameterizedTest
	@MethodSource("contents")
	void areThoseWithoutTheirContent(String content) {
		show("HSET %s sessionAttr:session " + content).expectProblem(401, "invalid-token");
	}

	@ParameterizedTest
	@ValueSource(strings = { "SET %s x", "RPUSH %s x", "ZADD %s 1 x" })
	void areKeysOfAnotherType(String change) {
		String value = value();
		this.raw.call(change.formatted(key(value)));
		present(value).expectProblem(401, "invalid-token");
	}

	private Answer show(String change) {
		String value = value();
		write(value);
		this.raw.call(change.formatted(key(value)));
		authenticate(value);
		return present(value);
	}

	/**
	 * Make a hash one that Latchkey has written, so that it is not for its MACs that it
	 * cannot be read.
	 */
	private void authenticate(String value) {
		SessionMacs macs = this.latchkey.bean(SessionMacs.class);
		String id = SessionCache.idOf(value);
		SortedMap<String, String> fields = fields(key(value));
		String seen = String.valueOf(fields.remove("lastAccessedTime"));
		if (!fields.isEmpty()) {
			this.raw.call("HSET %s mac '%s' lastAccessedMac '%s'".formatted(key(value), macs.ofSession(id, fields),
					macs.ofLastSeen(id, seen)));
		}
		SortedMap<String, String> tombstone = fields(tombstone(value));
		if (ENDINGS.contains(String.valueOf(tombstone.get("reason")))) {
			this.raw.call("HSET %s mac %s".formatted(tombstone(value), macs.ofTombstone(id,
					String.valueOf(tombstone.get("handle")), EndReason.valueOf(tombstone.get("reason")))));
		}
	}

	private SortedMap<String, String> fields(String key) {
		SortedMap<String, String> fields = new TreeMap<>();
		if ("hash".equals(this.raw.call("TYPE " + key))) {
			Iterator<?> found = ((List<?>) this.raw.call("HGETALL " + key)).iterator();
			while (found.hasNext()) {
				fields.put(String.valueOf(found.next()), String.valueOf(found.next()));
			}
		}
		return fields;
	}

	private void write(String value) {
		this.raw.call("HSET %s creationTime 1577836800000 lastAccessedTime 4000000000000 maxInactiveInterval 1800 "
			.formatted(key(value)) + "sessionAttr:session '" + CONTENT + "'");
	}

	/**
	 * Write a tombstone while the session is still there, as no ending does.
	 */
	private Answer bury(String change) {
		String value = value();
		write(value);
		this.raw.call(change.formatted(tombstone(value)));
		authenticate(value);
		return present(value);
	}

	private Answer present(String value) {
		return this.latchkey.client().withCookie(Client.COOKIE, value).get("/api/me");
	}

	private static String value() {
		return String.format(Locale.ROOT, "%042d", VALUES.incrementAndGet()) + "A";
	}

	private static String tombstone(String value) {
		return "latchkey:ended:{" + key(value) + "}";
	}

	private static String key(String value) {
		try {
			byte[] digest = MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.US_ASCII));
			return "latchkey:sessions:" + Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
