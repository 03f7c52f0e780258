package dev.latchkey.contract;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

import dev.latchkey.harness.Client;
import dev.latchkey.harness.Latchkey;
import dev.latchkey.harness.Person;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The numbers of the overview are those of what has happened, and each picture has its
 * numbers as text.
 */
abstract class OverviewContract extends Contract {

	private static final String OVERVIEW = "/api/admin/overview";

	private JsonNode overview() {
		return admin().get(OVERVIEW).expect(200).json();
	}

	private static long sum(JsonNode list, String member) {
		return list.valueStream().mapToLong((one) -> one.get(member).asLong()).sum();
	}

	/**
	 * Count events past the overview.
	 */
	private long counted(String type, Instant since) {
		admin().get("/api/admin/events?size=1").expect(200);
		return this.latchkey.sql()
			.sql("select coalesce(sum(occurrences), 0) from audit_event where type = ? and occurred_at >= ?")
			.params(type, since.atOffset(ZoneOffset.UTC))
			.query(Long.class)
			.single();
	}

	@Test
	void countsSignInsAndFailuresOfTheLastDayByTheHour() {
		JsonNode hours = overview().get("hours");
		assertThat(hours).hasSize(24);
		List<Instant> begun = hours.valueStream().map((hour) -> Instant.parse(hour.get("hour").asString())).toList();
		for (int i = 1; i < 24; i++) {
			assertThat(begun.get(i)).isEqualTo(begun.get(i - 1).plus(Duration.ofHours(1)));
		}
		assertThat(this.latchkey.clock().instant()).isBetween(begun.get(23), begun.get(23).plus(Duration.ofHours(2)));
		long signIns = counted("login", begun.get(23));
		long failures = counted("login_failed", begun.get(23));
		Person alice = someone();
		this.latchkey.login(alice);
		this.latchkey.login(alice);
		for (int i = 0; i < 3; i++) {
			client().login(alice.with("not-the-password")).expect(401);
		}
		assertThat(counted("login", begun.get(23))).isGreaterThanOrEqualTo(signIns + 2);
		assertThat(counted("login_failed", begun.get(23))).isGreaterThanOrEqualTo(failures + 3);
		// the present hour is some seconds old
		await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
			JsonNode now = overview().get("hours");
			Instant first = Instant.parse(now.get(0).get("hour").asString());
			assertThat(sum(now, "sign_ins")).isEqualTo(counted("login", first));
			assertThat(sum(now, "failures")).isEqualTo(counted("login_failed", first));
		});
	}

	@Test
	void countsLiveSessions() {
		Person alice = someone();
		this.latchkey.admin();
		long before = overview().get("live_sessions").asLong();
		Client first = this.latchkey.login(alice);
		this.latchkey.login(alice);
		assertThat(overview().get("live_sessions").asLong()).isEqualTo(before + 2);
		first.post("/api/logout").expect(204);
		assertThat(overview().get("live_sessions").asLong()).isEqualTo(before + 1)
			.isEqualTo(admin().get("/api/admin/sessions").expect(200).json().get("total").asLong());
	}

	@Test
	void countsRevocationsAndHowFastTheyWereConfirmed() {
		JsonNode before = overview().get("revocations");
		for (int i = 0; i < 3; i++) {
			Person alice = someone();
			this.latchkey.login(alice);
			admin().post("/api/admin/users/" + alice.username() + "/logout").expect(200);
		}
		JsonNode after = overview().get("revocations");
		assertThat(after.get("confirmed").valueStream().map((within) -> within.get("millis").asInt()))
			.containsExactly(10, 50, 100, 250, 1000);
		assertThat(after.get("total").asLong()).isGreaterThanOrEqualTo(before.get("total").asLong() + 3)
			.isEqualTo(after.get("unconfirmed").asLong() + sum(after.get("confirmed"), "count"));
		assertThat(sum(after.get("confirmed"), "count"))
			.isGreaterThanOrEqualTo(sum(before.get("confirmed"), "count") + 3);
	}

	@Test
	void hasTheNumbersOfEachPictureAsText() {
		// without an ending there is no picture of them
		this.latchkey.login(someone()).post("/api/logout").expect(204);
		Client browser = client();
		browser.loginForCookies(Latchkey.ADMIN).expect(200);
		await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
			JsonNode seen = overview();
			String page = browser.browse("/admin/overview").expect(200).body();
			assertThat(found(page, "<svg[^>]* aria-labelledby=\"(picture-\\d)-title")).hasSize(2)
				.allSatisfy((id) -> assertThat(page).contains("id=\"" + id + "-title\"", "id=\"" + id + "-desc\""));
			assertThat(found(page, "data-label=\"Sign-ins\">(\\d+)<"))
				.isEqualTo(numbers(seen.get("hours"), "sign_ins"));
			assertThat(found(page, "data-label=\"Failures\">(\\d+)<"))
				.isEqualTo(numbers(seen.get("hours"), "failures"));
			assertThat(found(page, "<dt>Within [\\d,]+ ms</dt>\\s*<dd>([\\d,]+)<"))
				.isEqualTo(numbers(seen.at("/revocations/confirmed"), "count"));
			assertThat(found(page, "<dt>Later</dt>\\s*<dd>([\\d,]+)<"))
				.containsExactly(seen.at("/revocations/unconfirmed").asString());
		});
	}

	private static List<String> numbers(JsonNode list, String member) {
		return list.valueStream().map((one) -> String.valueOf(one.get(member).asLong())).toList();
	}

	private static List<String> found(String page, String pattern) {
		return Pattern.compile(pattern).matcher(page).results().map((hit) -> hit.group(1).replace(",", "")).toList();
	}

	@Test
	void leavesOutWhatOneMayNotSee() {
		Map.of("audit:read", set("hours"), "sessions:read", set("live_sessions", "revocations"), "users:read",
				set("throttled"))
			.forEach((permission, members) -> {
				String role = "OVERVIEW_" + permission.substring(0, 5).toUpperCase(Locale.ROOT);
				admin().put("/api/admin/roles/" + role, Map.of("permissions", List.of(permission))).expect(200);
				Client client = this.latchkey.login(this.latchkey.newPerson(role));
				assertThat(names(client.get(OVERVIEW).expect(200).json())).isEqualTo(members);
			});
		this.latchkey.login(someone()).get(OVERVIEW).expectProblem(403);
		client().get(OVERVIEW).expectProblem(401);
	}

}
