package dev.latchkey.promise;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.latchkey.harness.Client;
import dev.latchkey.harness.Latchkey;
import dev.latchkey.harness.Latchkey.Mode;
import dev.latchkey.harness.Person;
import dev.latchkey.harness.RawRedis;
import dev.latchkey.harness.Registered;
import dev.latchkey.harness.Server;
import dev.latchkey.harness.TestServers;
import dev.latchkey.session.seen.LastSeen;
import org.awaitility.Awaitility;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds what is sent to Redis to what the packages say that they keep there: each command
 * that changes something is written down, and each one that is written down is sent.
 */
class RedisCommandsTests {

	private static final Path MAIN = Path.of("src/main/java");

	private static final Path SESSION_MODE = MAIN.resolve("dev/latchkey/mode/session");

	private static final Set<String> READ_ONLY = Set.of("EXISTS", "GET", "HEXISTS", "HGETALL", "HKEYS", "HMGET", "MGET",
			"PTTL", "UNSUBSCRIBE");

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	@ParameterizedTest
	@EnumSource
	void sendsWhatIsWrittenDownAndNothingElse(Mode mode) throws IOException {
		List<Template> written = written(mode);
		Set<String> keys;
		List<List<String>> sent;
		try (Server redis = TestServers.redis();
				RawRedis watched = new RawRedis(redis);
				RawRedis asking = new RawRedis(redis)) {
			watched.call("MONITOR");
			keys = new TreeSet<>(live(mode, redis, asking));
			sent = sent(watched, asking);
		}
		assertThat(sent).allSatisfy((command) -> assertThat(written).as("what is written down of %s", command)
			.anyMatch((template) -> template.matches(command)));
		assertThat(written)
			.allSatisfy((template) -> assertThat(sent).as("what was sent of %s", template).anyMatch(template::matches));
		assertThat(keys).isNotEmpty()
			.allSatisfy((key) -> assertThat(written).as("the key %s", key).anyMatch((template) -> template.isOf(key)));
	}

	/**
	 * Do each thing of which Redis hears, and return the keys that are there then.
	 */
	private static Set<String> live(Mode mode, Server redis, RawRedis asking) {
		try (Latchkey latchkey = Latchkey.in(mode)
			.with("spring.data.redis.host", "127.0.0.1")
			.with("spring.data.redis.port", String.valueOf(redis.port()))
			.start()) {
			Awaitility.await().atMost(PATIENCE).until(() -> asking.call("GET latchkey:revocations:head") != null);
			Person alice = latchkey.newPerson("USER");
			Client client = latchkey.login(alice);
			latchkey.clock().advance(Duration.ofMinutes(2));
			client.get("/api/me").expect(200);
			client.post("/api/me/proof", Map.of("password", alice.password())).expect(204);
			latchkey.bean(LastSeen.class).run();
			latchkey.client().get("/actuator/health/readiness").expect(200);
			latchkey.login(alice);
			client.post("/api/logout").expect(204);
			latchkey.admin().delete("/api/admin/users/" + alice.username() + "/throttle").expect(204);
			latchkey.admin().post("/api/admin/users/" + alice.username() + "/logout").expect(200);
			latchkey.admin().delete("/api/admin/applications/" + Registered.at(latchkey).clientId()).expect(204);
			Person bob = latchkey.newPerson("USER");
			latchkey.admin().post("/api/admin/users/" + bob.username() + "/password").expect(200);
			latchkey.admin().post("/api/admin/logout").expect(200);
			latchkey.login(alice);
			return latchkey.redisKeys();
		}
	}

	/**
	 * Return what has changed something since the watch began, also from within scripts.
	 */
	private static List<List<String>> sent(RawRedis watched, RawRedis asking) {
		List<List<String>> sent = new ArrayList<>();
		asking.call("ECHO that-is-all");
		String line = String.valueOf(watched.next());
		while (!line.endsWith("\"that-is-all\"")) {
			// +1700000000.000000 [0 127.0.0.1:50000] "set" "key" "value"
			List<String> words = Pattern.compile("\"((?:[^\"\\\\]++|\\\\.)*+)\"")
				.matcher(line)
				.results()
				.map((MatchResult word) -> word.group(1))
				.toList();
			if (words.size() > 1 && words.get(1).startsWith("latchkey:")
					&& !READ_ONLY.contains(words.get(0).toUpperCase(Locale.ROOT))) {
				sent.add(words);
			}
			line = String.valueOf(watched.next());
		}
		return sent;
	}

	private static List<Template> written(Mode mode) throws IOException {
		List<Template> written = new ArrayList<>();
		try (Stream<Path> files = Files.walk(MAIN)) {
			for (Path file : files.filter((path) -> path.endsWith("package-info.java")).sorted().toList()) {
				if (mode == Mode.SESSION || !file.startsWith(SESSION_MODE)) {
					Files.readString(file, StandardCharsets.UTF_8)
						.lines()
						.filter((line) -> line.matches(" \\* [A-Z]+ latchkey:.*"))
						.map((line) -> Template.of(line.substring(3)))
						.forEach(written::add);
				}
			}
		}
		return written;
	}

	/**
	 * A command as it is written down, with names in braces for what varies. The tag that
	 * keeps the budgets in one slot is in braces too.
	 */
	record Template(String text, List<Pattern> words) {

		private static final Pattern WORD = Pattern.compile("\"[^\"]*\"|\\S+");

		static Template of(String text) {
			return new Template(text, WORD.matcher(text).results().map((word) -> pattern(word.group())).toList());
		}

		private static Pattern pattern(String word) {
			String varying = word.replace("\"", "").replaceAll("(?<!throttle:)\\{[a-z]+}", "\\\\E.+\\\\Q");
			return Pattern.compile("\\Q" + varying + "\\E", Pattern.CASE_INSENSITIVE);
		}

		boolean matches(List<String> command) {
			if (command.size() != this.words.size()) {
				return false;
			}
			for (int i = 0; i < this.words.size(); i++) {
				if (!this.words.get(i).matcher(command.get(i)).matches()) {
					return false;
				}
			}
			return true;
		}

		boolean isOf(String key) {
			return this.words.get(1).matcher(key).matches();
		}

		@Override
		public String toString() {
			return this.text;
		}

	}

}
