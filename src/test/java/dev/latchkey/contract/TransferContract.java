package dev.latchkey.contract;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.latchkey.harness.Answer;
import dev.latchkey.harness.Authenticator;
import dev.latchkey.harness.Call;
import dev.latchkey.harness.Client;
import dev.latchkey.harness.Latchkey;
import dev.latchkey.harness.Person;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static dev.latchkey.contract.UserFile.HASH;
import static dev.latchkey.contract.UserFile.LINES;
import static dev.latchkey.contract.UserFile.line;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Users are brought along in files, and taken elsewhere.
 */
abstract class TransferContract extends Contract {

	private static final String IMPORT = "/api/admin/users/import";

	private static final String EXPORT = "/api/admin/users/export";

	private static final String USERS = "/api/admin/users/";

	private static final String CSV = "text/csv";

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private static final AtomicInteger NEXT = new AtomicInteger();

	private static String next() {
		return "brought-" + NEXT.incrementAndGet() + "-" + Long.toString(System.nanoTime(), 36);
	}

	private Answer send(String query, String type, String file) {
		return admin().call("POST", IMPORT + query).body(type, file).send();
	}

	private List<JsonNode> lines(Answer answer) {
		assertThat(answer.expect(200).header("Content-Type").orElse("")).startsWith(LINES);
		return answer.body().lines().map(JSON::readTree).toList();
	}

	private static void counts(List<JsonNode> lines, int created, int updated, int skipped, int failed) {
		assertThat(lines.get(lines.size() - 1)).isEqualTo(
				JSON.valueToTree(Map.of("created", created, "updated", updated, "skipped", skipped, "failed", failed)));
		assertThat(lines).hasSize(failed + 1);
	}

	private static String errors(List<JsonNode> lines) {
		return lines.stream()
			.limit(lines.size() - 1L)
			.map((line) -> line.get("line").asInt() + " " + line.get("error").asString())
			.collect(Collectors.joining(", "));
	}

	private JsonNode user(String username) {
		return admin().get(USERS + username).expect(200).json();
	}

	@Test
	void createsUsersOfJsonLines() {
		String one = next();
		String other = next();
		List<JsonNode> answer = lines(send("", LINES, """
				{"username":"%s","email":"%s@example.org","name":"Änne O'Hara","roles":["USER"],"password_hash":"%s"}

				{"username":"%s","status":"disabled","roles":[]}
				""".formatted(one, one, HASH, other)));
		counts(answer, 2, 0, 0, 0);
		assertThat(user(one).get("name").asString()).isEqualTo("Änne O'Hara");
		assertThat(user(one).get("email").asString()).isEqualTo(one + "@example.org");
		assertThat(user(other).get("status").asString()).isEqualTo("disabled");
		assertThat(user(other).get("roles").size()).isZero();
		client().login(new Person(one, "wrong horse battery")).expectProblem(401, "invalid-credentials");
		client().login(new Person(one, "correct horse battery")).expect(200);
		assertThat(stored(one)).as("after the first login").startsWith("{argon2}$argon2id$");
		client().login(new Person(one, "correct horse battery")).expect(200);
		client().login(new Person(other, "correct horse battery")).expectProblem(401, "invalid-credentials");
	}

	private String stored(String username) {
		return this.latchkey.sql()
			.sql("select password_hash from account where username = ?")
			.param(username)
			.query(String.class)
			.single();
	}

	@Test
	void createsUsersOfCsv() {
		String one = next();
		String other = next();
		List<JsonNode> answer = lines(send("", CSV + ";charset=utf-8", "\ufeffname,Username,roles,password_hash\r\n"
				+ "\"Hara, \"\"O\"\"\"," + one + ",USER," + HASH + "\r\n" + "," + other + ",none,\r\n"));
		counts(answer, 2, 0, 0, 0);
		assertThat(user(one).get("name").asString()).isEqualTo("Hara, \"O\"");
		assertThat(user(other).get("roles").size()).isZero();
		client().login(new Person(one, "correct horse battery")).expect(200);
	}

	@Test
	void failsOneLineAlone() {
		String name = next();
		String taken = someone().username();
		List<String> file = new ArrayList<>(List.of(line(name + "-a", ""), "{", "[]", line("", ""), line("a/b", ""),
				line(taken.toUpperCase(Locale.ROOT), ""), line(name + "-A", ""), line("system", ""),
				line(name + 1, ",\"roles\":[\"NO_SUCH\"]"), line(name + 2, ",\"roles\":\"USER\""),
				line(name + 3, ",\"status\":\"asleep\""), line(name + 4, ",\"email\":\"no address\""),
				line(name + 5, ",\"name\":\"a\\nb\""), line(name + 6, ",\"password_hash\":\"{noop}x\""),
				line(name + 7, ",\"password_hash\":\"" + HASH.replace("$05$", "$30$") + "\""),
				line(name + 8, ",\"shoe_size\":43"), line(name + 9, ",\"name\":\"" + "x".repeat(17_000) + "\""),
				line(name + 10, ",\"username\":\"twice\""), "\0", line(name + "-b", "")));
		List<JsonNode> answer = lines(send("", LINES, String.join("\n", file)));
		assertThat(errors(answer)).isEqualTo("2 invalid-json, 3 invalid-json, 4 invalid-username, 5 invalid-username, "
				+ "6 username-taken, 7 duplicate, 8 invalid-username, 9 unknown-role, 10 invalid-field, "
				+ "11 invalid-status, 12 invalid-email, 13 invalid-name, 14 invalid-hash, 15 hash-too-costly, "
				+ "16 unknown-field, 17 line-too-long, 18 invalid-json, 19 invalid-json");
		counts(answer, 2, 0, 0, 18);
		assertThat(answer.get(4).get("username").asString()).isEqualTo(taken.toUpperCase(Locale.ROOT));
		assertThat(answer.get(0).get("username").isNull()).isTrue();
		user(name + "-a");
		user(name + "-b");
		admin().get(USERS + name + "3").expectProblem(404);
	}

	@Test
	void failsOneLineOfCsvAlone() {
		String name = next();
		List<JsonNode> answer = lines(send("", CSV, "username,name\n" + name + "-a,\"not closed\n" + name + "-b,x\n"
				+ name + "-c,x,y\n" + name + "-d,\"x\"y\n" + name + "-e,it's\n"));
		assertThat(errors(answer)).isEqualTo("2 invalid-csv, 4 invalid-csv, 5 invalid-csv");
		counts(answer, 2, 0, 0, 3);
	}

	@Test
	void leavesUsersAloneOrUpdatesThem() {
		Person alice = someone();
		Client hers = this.latchkey.login(alice);
		String file = line(alice.username(), ",\"name\":\"Alice\"");
		counts(lines(send("?existing=skip", LINES, file)), 0, 0, 1, 0);
		assertThat(user(alice.username()).has("name") && !user(alice.username()).get("name").isNull()).isFalse();
		counts(lines(send("?existing=update&dry_run=true", LINES, file)), 0, 1, 0, 0);
		counts(lines(send("?existing=update", LINES, file)), 0, 1, 0, 0);
		assertThat(user(alice.username()).get("name").asString()).isEqualTo("Alice");
		isSignedIn(hers);
		counts(lines(send("?existing=update", LINES, line(alice.username(), ",\"roles\":[]"))), 0, 1, 0, 0);
		hasEnded(hers, "roles_changed");
		client().login(alice).expect(200);
		counts(lines(send("?existing=update", LINES,
				line(alice.username(), ",\"password_hash\":\"" + HASH + "\",\"roles\":[\"USER\"]"))), 0, 1, 0, 0);
		client().login(alice).expectProblem(401);
		client().login(new Person(alice.username(), "correct horse battery")).expect(200);
		send("?existing=replace", LINES, file).expectProblem(400);
	}

	@Test
	void changesNothingInADryRun() {
		String name = next();
		String file = line(name, "") + "\n" + line(name.toUpperCase(Locale.ROOT), "") + "\n{}";
		List<JsonNode> answer = lines(send("?dry_run=true", LINES, file));
		assertThat(errors(answer)).isEqualTo("2 duplicate, 3 invalid-username");
		counts(answer, 1, 0, 0, 2);
		admin().get(USERS + name).expectProblem(404);
	}

	@Test
	void givesNoMoreThanTheCallerHolds() {
		String name = next();
		Client clerk = this.latchkey.login(this.latchkey.newPerson(roleWith("users:read", "users:write")));
		Answer answer = clerk.call("POST", IMPORT + "?existing=update")
			.body(LINES,
					line(name, ",\"roles\":[\"ADMIN\"]") + "\n" + line("admin", ",\"status\":\"disabled\"") + "\n"
							+ line(name + "b", ",\"roles\":[]"))
			.send();
		assertThat(errors(lines(answer))).isEqualTo("1 not-grantable, 2 not-grantable");
		counts(lines(answer), 1, 0, 0, 2);
		clerk.get(EXPORT).expect(200);
		clerk.get(EXPORT + "?hashes=true").expectProblem(403, "not-grantable");
	}

	private String roleWith(String... permissions) {
		String role = "BROUGHT_" + NEXT.incrementAndGet();
		admin().put("/api/admin/roles/" + role, Map.of("permissions", List.of(permissions))).expect(200);
		return role;
	}

	@ParameterizedTest
	@CsvSource({ "UTF-16, invalid_encoding", "UTF-16LE, invalid_encoding", "UTF-16BE, invalid_encoding",
			"UTF-32, invalid_encoding" })
	void refusesAFileInAnotherEncoding(String encoding, String reason) {
		byte[] file = "username\nalice\n".getBytes(Charset.forName(encoding));
		Answer answer = admin().call("POST", IMPORT).bytes(CSV, file).send();
		assertThat(answer.expectProblem(400, "invalid-import").text("/reason")).isEqualTo(reason);
	}

	@ParameterizedTest
	@ValueSource(strings = { "name\nx", "username,shoe_size\na,b", "username,username\na,b", "\"username\nx", "a\nb" })
	void refusesAFileWithAnotherHead(String file) {
		send("", CSV, file).expectProblem(400, "invalid-import");
	}

	@Test
	void failsALineThatIsNotUtf8() {
		byte[] file = (line(next(), ",\"name\":\"Ä\"") + "\n" + line(next(), "")).getBytes(StandardCharsets.ISO_8859_1);
		List<JsonNode> answer = lines(admin().call("POST", IMPORT).bytes(LINES, file).send());
		assertThat(errors(answer)).isEqualTo("1 invalid-encoding");
		counts(answer, 1, 0, 0, 1);
	}

	@Test
	void takesFilesOnly() {
		send("", "application/json", "{}").expectProblem(415);
		send("", "text/plain", "x").expectProblem(415);
		send("", "application/x-www-form-urlencoded", "a=" + "b".repeat(20_000)).expectProblem(413);
		admin().call("POST", IMPORT)
			.body(CSV, "username\nx")
			.header("Content-Encoding", "gzip")
			.send()
			.expectProblem(415);
		counts(lines(send("", LINES, "")), 0, 0, 0, 0);
		counts(lines(send("", CSV, "username\n")), 0, 0, 0, 0);
	}

	@Test
	void takesFilesOfEachLength() {
		for (int count : new int[] { 20, 1_200 }) {
			String name = next();
			String file = IntStream.range(0, count)
				.mapToObj((i) -> line(name + "-" + i, ",\"name\":\"Person " + i + "\""))
				.collect(Collectors.joining("\n"));
			counts(lines(admin().call("POST", IMPORT + "?dry_run=true").chunked(LINES, file).send()), count, 0, 0, 0);
			counts(lines(send("", LINES, file)), count, 0, 0, 0);
			counts(lines(send("?existing=skip", LINES, file)), 0, 0, count, 0);
			counts(lines(send("", LINES, file)), 0, 0, 0, count);
			client().call("POST", IMPORT).body(LINES, file).send().expectProblem(401);
		}
	}

	@Test
	void goesThereAndBack() {
		Person alice = someone();
		admin().patch(USERS + alice.username(), Map.of("name", "=1+1;+2", "email", "a@example.org")).expect(200);
		admin().post("/api/admin/users", Map.of("username", next())).expect(201);
		for (String type : List.of(LINES, CSV)) {
			Answer export = admin().call("GET", EXPORT + "?hashes=true").accept(type).send().expect(200);
			assertThat(export.header("Content-Type").orElse("")).startsWith(type);
			String file = export.body();
			assertThat(file).contains(alice.username()).contains("{argon2}$argon2id$");
			List<JsonNode> answer = lines(send("?existing=update&dry_run=true", type, file));
			counts(answer, 0, (int) file.lines().count() - (type.equals(CSV) ? 1 : 0), 0, 0);
			admin().delete(USERS + alice.username()).expect(204);
			List<JsonNode> again = lines(send("?existing=skip", type, file));
			assertThat(again.get(again.size() - 1).get("created").asInt()).isOne();
			assertThat(user(alice.username()).get("name").asString()).isEqualTo("=1+1;+2");
			client().login(alice).expect(200);
		}
		String bare = admin().get(EXPORT).expect(200).body();
		assertThat(bare).contains(alice.username()).doesNotContain("password_hash", "argon2");
		assertThat(admin().call("GET", EXPORT).accept(CSV).send().body())
			.startsWith("username,email,name,roles,status\r\n");
		admin().call("GET", EXPORT).accept("x").send().expect(406);
	}

	@Test
	void bringsPeopleToAnotherInstallation() {
		Person alice = someone();
		Authenticator.setUp(this.latchkey, this.latchkey.login(alice));
		Person bob = new Person(next(), "correct horse battery");
		String carol = next();
		counts(lines(send("", LINES, line(bob.username(), ",\"roles\":[],\"password_hash\":\"" + HASH + "\"") + "\n"
				+ line(carol, ",\"status\":\"disabled\""))), 2, 0, 0, 0);
		String dave = next();
		String temporary = admin().post("/api/admin/users", Map.of("username", dave))
			.expect(201)
			.text("/temporary_password");
		List<String> names = List.of(alice.username(), bob.username(), carol, dave);
		List<String> theirs = admin().get(EXPORT + "?hashes=true")
			.expect(200)
			.body()
			.lines()
			.filter((line) -> names.contains(JSON.readTree(line).get("username").asString()))
			.toList();
		assertThat(theirs).hasSize(4);
		names.forEach((name) -> admin().delete(USERS + name).expect(204));
		counts(lines(send("", LINES, String.join("\n", theirs))), 4, 0, 0, 0);
		// without the factor, which is no part of the file
		assertThat(this.latchkey.login(alice).get("/api/me/factors").expect(200).json().get("totp").isNull()).isTrue();
		client().login(bob).expect(200);
		assertThat(user(bob.username()).get("roles").size()).isZero();
		assertThat(user(carol).get("status").asString()).isEqualTo("disabled");
		client().login(new Person(dave, temporary)).expectProblem(401, "invalid-credentials");
	}

	@Test
	void knowsAUserByEachFormOfTheName() {
		Person alice = someone();
		String wide = alice.username().replace('p', 'Ｐ').replace('o', 'Ｏ');
		assertThat(errors(lines(send("", LINES, line(wide, ""))))).isEqualTo("1 username-taken");
		counts(lines(send("?existing=skip", LINES, line(wide, ""))), 0, 0, 1, 0);
		counts(lines(send("?existing=update", LINES, line(wide, ",\"name\":\"Wide\""))), 0, 1, 0, 0);
		assertThat(user(alice.username()).get("name").asString()).isEqualTo("Wide");
		String name = next();
		List<JsonNode> answer = lines(send("", LINES,
				String.join("\n", line(name + "straße", ""), line(name + "STRASSE", ""), line(name + "e\u0301", ""),
						line(name + "\u00c9", ""), line(" " + name, ""), line(name + "\u3000", ""))));
		assertThat(errors(answer)).isEqualTo("2 duplicate, 4 duplicate, 6 duplicate");
		user(name + "strasse");
	}

	@ParameterizedTest
	@ValueSource(strings = { "\\r\\n", "\\n", "\\r", "\\u0085", "\\u2028", "\\u0000", "\\u202e" })
	void takesNoFieldThatWouldBecomeAHeader(String end) {
		String name = next();
		String more = end + "Bcc: x@example.org";
		List<JsonNode> answer = lines(send("", LINES,
				String.join("\n", line(name + more, ""), line(name + 1, ",\"email\":\"a@example.org" + more + "\""),
						line(name + 2, ",\"email\":\"a" + end + "@example.org\""),
						line(name + 3, ",\"name\":\"Alice" + more + "\""),
						line(name + 4, ",\"roles\":[\"USER" + more + "\"]"),
						line(name + 5, ",\"status\":\"active" + more + "\""),
						line(name + 6, ",\"password_hash\":\"" + HASH + end + "\""))));
		assertThat(errors(answer)).isEqualTo("1 invalid-username, 2 invalid-email, 3 invalid-email, 4 invalid-name, "
				+ "5 unknown-role, 6 invalid-status, 7 invalid-hash");
	}

	@Test
	void takesNoFieldOfCsvThatWouldBecomeAHeader() {
		String name = next();
		List<JsonNode> answer = lines(send("", CSV,
				"username,email,name\n" + name + ",\"a@example.org\rBcc: x\",\n" + name + "b,,\"Alice\rBcc: x\"\n"));
		assertThat(errors(answer)).isEqualTo("2 invalid-email, 3 invalid-name");
	}

	@Test
	void takesAByteOrderMark() {
		counts(lines(send("", LINES, "\ufeff" + line(next(), ""))), 1, 0, 0, 0);
	}

	@Test
	void tellsOfEachImportAndExportOnce() {
		String name = next();
		counts(lines(send("", LINES, line(name, "") + "\n{")), 1, 0, 0, 1);
		admin().get(EXPORT).expect(200);
		await().untilAsserted(
				() -> assertThat(admin().get("/api/admin/events?type=users_imported&size=200").expect(200).body())
					.contains("created 1, updated 0, skipped 0, failed 1"));
		await().untilAsserted(() -> assertThat(admin().get("/api/admin/events?type=users_exported").expect(200).body())
			.contains("without_hashes"));
		assertThat(admin().get("/api/admin/events?type=account_created&subject=" + name)
			.expect(200)
			.json()
			.get("total")
			.asInt()).isZero();
	}

	@Test
	void isForAdministrators() {
		Client user = this.latchkey.login(someone());
		user.call("POST", IMPORT).body(LINES, "").send().expectProblem(403);
		user.get(EXPORT).expectProblem(403);
		client().get(EXPORT).expectProblem(401);
		Client browser = client();
		browser.loginForCookies(Latchkey.ADMIN).expect(200);
		browser.call("POST", IMPORT).body(LINES, "").withoutCsrf().send().expectProblem(403, "csrf-token-required");
		String name = next();
		Call forged = browser.call("POST", IMPORT).chunked(LINES, line(name, "")).withoutCsrf();
		try {
			forged.send().expectProblem(403);
		}
		catch (UncheckedIOException ex) {
			// the server reads nothing of what it refuses, and may close before the
			// client has the answer
			assertThat(ex).hasRootCauseInstanceOf(IOException.class);
		}
		admin().get(USERS + name).expectProblem(404);
	}

	@Test
	void stopsWhenTheSessionEnds() {
		Person other = this.latchkey.newPerson("ADMIN");
		Client theirs = this.latchkey.login(other);
		String name = next();
		// less than a batch follows on the ending, so that the file is read to its end
		InputStream file = UserFile.of(2_200, (number) -> {
			if (number == 2_000) {
				await().until(() -> admin().get(USERS + name + "-0").status() == 200);
				admin().post(USERS + other.username() + "/logout").expect(200);
			}
			return line(name + "-" + number, "");
		});
		List<JsonNode> answer = lines(theirs.call("POST", IMPORT).streamed(LINES, file).send());
		JsonNode last = answer.get(answer.size() - 1);
		assertThat(last.get("error").asString()).isEqualTo("session-ended");
		int created = last.get("created").asInt();
		assertThat(created).isBetween(250, 2500);
		assertThat(last.get("line").asInt()).isEqualTo(created + 1);
		theirs.call("POST", IMPORT).body(LINES, line(name, "")).send().expectEnded("forced_logout");
	}

	@Test
	@Tag("full")
	void importsAHundredThousandUsersWithinAMinute() {
		String name = next();
		List<Long> heap = new ArrayList<>();
		InputStream file = UserFile.of(100_000, (number) -> {
			if (number == 20_000 || number == 99_900) {
				heap.add(UserFile.heapInUse());
			}
			return line(name + "-" + number, ",\"email\":\"p" + number + "@example.org\",\"name\":\"Person " + number
					+ "\",\"password_hash\":\"" + HASH + "\"");
		});
		long start = System.nanoTime();
		Answer answer = admin().call("POST", IMPORT).streamed(LINES, file).send();
		Duration took = Duration.ofNanos(System.nanoTime() - start);
		System.out.println("An import of 100,000 users, in " + this.latchkey.mode() + " mode: " + took.toMillis()
				+ " ms; bytes of the heap in use at line 20,000 and at the end: " + heap);
		UserFile.forget(this.latchkey, name);
		counts(lines(answer), 100_000, 0, 0, 0);
		assertThat(took).isLessThan(Duration.ofSeconds(60));
		assertThat(heap.get(1) - heap.get(0)).isLessThan(UserFile.NO_MORE);
	}

	@Test
	void takesWhatIsPastedIntoThePage() {
		Client browser = client();
		browser.loginForCookies(Latchkey.ADMIN).expect(200);
		String name = next();
		Answer tried = browser.call("POST", "/admin/users/import")
			.form("_csrf", browser.csrfOfPage("/admin/users/import"), "users", "username\r\n" + name + "\r\na/b",
					"dry_run", "true", "existing", "")
			.send();
		// what was pasted is there for another try
		assertThat(tried.expect(200).body()).contains("1 created", "1 failed", "The name is missing, or not allowed.",
				">username\r\n" + name + "\r\na/b</textarea>");
		admin().get(USERS + name).expectProblem(404);
		Answer refused = browser.call("POST", "/admin/users/import")
			.form("_csrf", browser.csrfOfPage("/admin/users/import"), "users", "shoe_size\r\n43", "dry_run", "true")
			.send();
		assertThat(refused.expect(400).body()).contains("the first line names a column", "shoe_size\r\n43</textarea>");
		Answer large = browser.call("POST", "/admin/users/import")
			.form("_csrf", browser.csrfOfPage("/admin/users/import"), "users", "x".repeat(20_000))
			.accept(Client.PAGES)
			.send();
		assertThat(large.expect(413).body()).contains("16 KB", "Nothing was changed.");
	}

	@Test
	void tellsHowFarAnImportIs() {
		String progress = IMPORT + "/progress";
		assertThat(admin().get(progress).expect(200).json().get("running").asBoolean()).isFalse();
		String name = next();
		AtomicInteger made = new AtomicInteger();
		InputStream file = new SequenceInputStream(new Enumeration<InputStream>() {
			@Override
			public boolean hasMoreElements() {
				return made.get() < 20;
			}

			@Override
			public InputStream nextElement() {
				int part = made.getAndIncrement();
				if (part == 15) {
					await().untilAsserted(() -> {
						JsonNode now = admin().get(progress).expect(200).json();
						assertThat(now.get("running").asBoolean()).isTrue();
						assertThat(now.get("line").asInt()).isBetween(250, 1500)
							.isEqualTo(now.get("line").asInt() / 250 * 250);
						assertThat(now.get("failed").asInt()).isEqualTo(now.get("line").asInt() / 100);
					});
				}
				return new ByteArrayInputStream(IntStream.range(0, 100)
					.mapToObj((i) -> line((i == 50) ? "a/b" : name + "-" + part + "-" + i, "") + "\n")
					.collect(Collectors.joining())
					.getBytes(StandardCharsets.UTF_8));
			}
		});
		counts(lines(admin().call("POST", IMPORT + "?dry_run=true").streamed(LINES, file).send()), 1980, 0, 0, 20);
		assertThat(admin().get(progress).expect(200).json().get("running").asBoolean()).isFalse();
	}

}
