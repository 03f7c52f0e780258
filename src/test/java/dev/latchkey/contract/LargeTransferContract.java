package dev.latchkey.contract;

import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.latchkey.harness.Answer;
import dev.latchkey.harness.Client;
import dev.latchkey.harness.Person;
import dev.latchkey.harness.RawConnection;
import dev.latchkey.harness.Repetitions;
import dev.latchkey.session.SessionsEnded;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.springframework.context.ApplicationEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.context.event.ApplicationEventMulticaster;

import static dev.latchkey.contract.UserFile.LINES;
import static dev.latchkey.contract.UserFile.line;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Files of users that are so long that others meet them, or that do not fit into memory.
 */
abstract class LargeTransferContract extends Contract {

	private static final String USERS = "/api/admin/users/";

	private Answer send(String query, InputStream file) {
		return admin().call("POST", USERS + "import" + query).streamed(LINES, file).send().expect(200);
	}

	private static void counts(Answer answer, int created, int updated, int failed) {
		counts(answer, created, updated, failed, "");
	}

	private static void counts(Answer answer, int created, int updated, int failed, String more) {
		assertThat(last(answer)).isEqualTo("{\"created\":%s,\"updated\":%s,\"skipped\":0,\"failed\":%s%s}"
			.formatted(created, updated, failed, more));
	}

	private static String last(Answer answer) {
		return answer.body().lines().reduce("", (before, line) -> line);
	}

	@Test
	void letsOthersChangeUsersMeanwhile() {
		Client other = this.latchkey.login(this.latchkey.newPerson("ADMIN"));
		String alice = someone().username();
		admin();
		int count = Repetitions.of(50_000, 5_000);
		CompletableFuture<Answer> bringing = CompletableFuture
			.supplyAsync(() -> send("", UserFile.of(count, (number) -> line("meanwhile-" + number, ""))));
		int changes = 0;
		long longest = 0;
		while (!bringing.isDone()) {
			long start = System.nanoTime();
			other.patch(USERS + alice, Map.of("status", (changes % 2 == 0) ? "disabled" : "active")).expect(200);
			longest = Math.max(longest, System.nanoTime() - start);
			changes++;
		}
		UserFile.forget(this.latchkey, "meanwhile-");
		counts(bringing.join(), count, 0, 0);
		assertThat(changes).isGreaterThan(3);
		// each waits for one batch at most, not for the import
		assertThat(Duration.ofNanos(longest)).isLessThan(Duration.ofSeconds(5));
	}

	@Test
	void createsEachUserOnceWhereTwoBringTheSame() {
		Client other = this.latchkey.login(this.latchkey.newPerson("ADMIN"));
		admin();
		CompletableFuture<Answer> theirs = CompletableFuture
			.supplyAsync(() -> other.call("POST", USERS + "import").streamed(LINES, theSame()).send());
		Answer own = admin().call("POST", USERS + "import").streamed(LINES, theSame()).send();
		List<String> created = Stream.of(own, theirs.join())
			.map((answer) -> last(answer.expect(200)))
			.map((line) -> line.replaceAll(".*\"created\":(\\d+),.*\"failed\":(\\d+)}", "$1 $2"))
			.toList();
		UserFile.forget(this.latchkey, "the-same-");
		int first = Integer.parseInt(created.get(0).split(" ")[0]);
		assertThat(created).containsExactly(first + " " + (600 - first), (600 - first) + " " + first);
	}

	private static InputStream theSame() {
		return UserFile.of(600, (number) -> line("the-same-" + number, ""));
	}

	@Test
	void waitsOnceForASilentNode() {
		List<Person> people = Stream.generate(this::someone).limit(8).toList();
		List<Client> clients = people.stream().map(this.latchkey::login).toList();
		this.latchkey.sql().sql("""
				insert into node (id, applied_seq, lease_millis, lease_until)
				values ('silent', 0, 20000, current_timestamp + interval '20' second)""").update();
		try {
			long start = System.nanoTime();
			counts(send("?existing=update",
					UserFile.of(8, (number) -> line(people.get(number).username(), ",\"roles\":[]"))), 0, 8, 0,
					",\"confirmed\":false");
			assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(Duration.ofMillis(900),
					Duration.ofMillis(7_500));
			// what changes nothing waits for no node
			counts(send("?existing=update",
					UserFile.of(8, (number) -> line(people.get(number).username(), ",\"roles\":[]"))), 0, 8, 0);
		}
		finally {
			this.latchkey.sql().sql("delete from node where id = 'silent'").update();
		}
		clients.forEach((client) -> hasEnded(client, "roles_changed"));
	}

	@Test
	void tellsWhyALongFileIsRefused() {
		Person other = this.latchkey.newPerson("ADMIN");
		Client theirs = this.latchkey.login(other);
		theirs.call("POST", USERS + "import").streamed("text/csv", large("shoe_size")).send().expectProblem(400);
		this.latchkey.sql()
			.sql("update user_session set proved_at = proved_at - interval '2' hour where account_id in "
					+ "(select id from account where username = ?)")
			.param(other.username())
			.update();
		assertThat(theirs.call("POST", USERS + "import").streamed("text/csv", large("username")).send().status())
			.isEqualTo(401);
	}

	/**
	 * The second file is so long that its client would find the connection reset if the
	 * server did not read it.
	 */
	@Test
	void tellsThatAnotherImportOfTheAccountRuns() {
		Person other = this.latchkey.newPerson("ADMIN");
		Client theirs = this.latchkey.login(other);
		Client browser = client();
		browser.loginForCookies(other).expect(200);
		String csrf = browser.csrfOfPage("/admin/users/import");
		try (RawConnection first = RawConnection.from("127.0.0.1", this.latchkey.port())) {
			first.send("POST " + USERS + "import HTTP/1.1\r\nHost: localhost\r\nContent-Type: " + LINES
					+ "\r\nTransfer-Encoding: chunked\r\n" + credentials(theirs) + "\r\n\r\n"
					+ chunk(line("busy-first-0", "") + "\n"));
			await().until(() -> theirs.get(USERS + "import/progress").expect(200).json().get("running").asBoolean());
			Answer busy = theirs.call("POST", USERS + "import")
				.streamed(LINES, UserFile.of(300_000, (number) -> line("busy-second-" + number, "")))
				.send()
				.expectProblem(503, "busy");
			assertThat(busy.header("Retry-After")).isPresent();
			Answer page = browser.call("POST", "/admin/users/import")
				.form("_csrf", csrf, "users", "username\r\nbusy-second-pasted")
				.send()
				.expect(503);
			assertThat(page.header("Content-Type").orElse("")).startsWith("text/html");
			assertThat(page.header("Retry-After")).isPresent();
			assertThat(first.send(chunk(line("busy-first-1", "")) + chunk("")).answer()).startsWith("HTTP/1.1 200 ");
		}
		admin().get(USERS + "busy-first-1").expect(200);
		assertThat(this.latchkey.sql()
			.sql("select count(*) from account where username like 'busy-second-%'")
			.query(Long.class)
			.single()).isZero();
		// the place is given back when the answer is on its way
		await().until(() -> theirs.call("POST", USERS + "import")
			.body(LINES, line("busy-second-in-turn", ""))
			.send()
			.status() == 200);
		UserFile.forget(this.latchkey, "busy-first-");
		UserFile.forget(this.latchkey, "busy-second-");
	}

	/**
	 * A file of which the length is known, and is small, would be read to its end first.
	 */
	private static String chunk(String text) {
		return Integer.toHexString(text.length()) + "\r\n" + text + "\r\n";
	}

	private static String credentials(Client client) {
		return client.usesCookies()
				? "Cookie: " + Client.COOKIE + "=" + client.credential() + "; " + Client.CSRF_COOKIE + "="
						+ client.csrf() + "\r\nX-XSRF-TOKEN: " + client.csrf()
				: "Authorization: Bearer " + client.credential();
	}

	/** Far more than fits into the buffers between client and server. */
	private static InputStream large(String head) {
		return UserFile.inParts(200, (number) -> (number == 0) ? head + "\n" : "x".repeat(100_000) + "\n");
	}

	@Test
	void countsALineOnceItHasCommitted() {
		ApplicationEventMulticaster events = this.latchkey.bean(ApplicationEventMulticaster.class);
		Person person = someone();
		this.latchkey.login(person);
		ApplicationListener<ApplicationEvent> failing = (event) -> {
			if (event instanceof PayloadApplicationEvent<?> said && said.getPayload() instanceof SessionsEnded) {
				throw new IllegalStateException("A listener fails");
			}
		};
		events.addApplicationListener(failing);
		try {
			Answer answer = send("?existing=update",
					UserFile.of(1, (number) -> line(person.username(), ",\"roles\":[]")));
			counts(answer, 0, 1, 0, ",\"error\":\"internal-error\",\"line\":2");
		}
		finally {
			events.removeApplicationListener(failing);
		}
	}

	@Test
	void breaksAnExportOffWhenItsSessionEnds() {
		Person other = this.latchkey.newPerson("ADMIN");
		Client theirs = this.latchkey.login(other);
		createTenThousand();
		try (RawConnection slow = RawConnection.from("127.0.0.1", this.latchkey.port(), 8 * 1024)) {
			slow.send("GET " + USERS + "export?hashes=true HTTP/1.1\r\nHost: localhost\r\n"
					+ (theirs.usesCookies() ? "Cookie: " + Client.COOKIE + "=" + theirs.credential()
							: "Authorization: Bearer " + theirs.credential())
					+ "\r\n\r\n");
			assertThat(slow.answer()).startsWith("HTTP/1.1 200 ");
			admin().post(USERS + other.username() + "/logout").expect(200);
			String rest = slow.untilClosed();
			// of what was on its way the client has as much as its buffers hold
			assertThat(rest).contains("{\"username\":\"")
				.doesNotContain("exported-9999")
				.doesNotEndWith("\r\n0\r\n\r\n");
		}
		finally {
			UserFile.forget(this.latchkey, "exported-");
		}
	}

	/** Far more than fits into the buffers between client and server. */
	private void createTenThousand() {
		String digits = IntStream.range(0, 10)
			.mapToObj((digit) -> "(" + digit + ")")
			.collect(Collectors.joining(", ", "(values ", ")"));
		this.latchkey.sql()
			.sql("""
					insert into account (id, username, password_hash, status, must_change_password, created_at)
					select 'exported-' || a.n || b.n || c.n || d.n, 'exported-' || a.n || b.n || c.n || d.n, '%s',
						'active', false, current_timestamp
					from %s as a (n), %s as b (n), %s as c (n), %s as d (n)""".formatted("x".repeat(255), digits,
					digits, digits, digits))
			.update();
	}

	@Test
	@Tag("full")
	void takesTwoHundredMegabytesAndKeepsThemNot() {
		String space = " ".repeat(15_900);
		List<Long> heap = new ArrayList<>();
		counts(send("?dry_run=true", UserFile.of(12_500, (number) -> {
			if (number == 1_250 || number == 12_400) {
				heap.add(UserFile.heapInUse());
			}
			return line("long-" + number, "," + space + "\"name\":\"x\"");
		})), 12_500, 0, 0);
		assertThat(heap.get(1) - heap.get(0)).isLessThan(UserFile.NO_MORE);
	}

	@Test
	@Tag("full")
	void takesALineOfTwoHundredMegabytesForATooLongOne() {
		String part = "x".repeat(200_000);
		List<Long> heap = new ArrayList<>();
		Answer answer = send("", UserFile.inParts(1_000, (number) -> {
			if (number == 100 || number == 990) {
				heap.add(UserFile.heapInUse());
			}
			return part;
		}));
		counts(answer, 0, 0, 1);
		assertThat(answer.body()).contains("line-too-long");
		assertThat(heap.get(1) - heap.get(0)).isLessThan(UserFile.NO_MORE);
	}

}
