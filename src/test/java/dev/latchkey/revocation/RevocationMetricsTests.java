package dev.latchkey.revocation;

import java.time.Duration;
import java.time.Instant;

import dev.latchkey.harness.Client;
import dev.latchkey.harness.Latchkey;
import dev.latchkey.harness.Person;
import dev.latchkey.harness.RunsIn;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.transaction.support.TransactionOperations;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What an operator sees of revocations at {@code /actuator/prometheus}.
 */
@RunsIn(value = Latchkey.Mode.JWT, own = true)
class RevocationMetricsTests {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private Latchkey latchkey;

	@BeforeEach
	void use(Latchkey started) {
		this.latchkey = started;
	}

	@Test
	void countsEndingsByReasonAndTheEntriesThatTheyLeave() {
		Person alice = this.latchkey.newPerson("USER");
		Client client = this.latchkey.login(alice);
		double forced = this.latchkey.metric("latchkey_revocations_total{reason=\"forced_logout\"}");
		double left = this.latchkey.metric("latchkey_revocations_total{reason=\"logged_out\"}");
		double entries = this.latchkey.metric("latchkey_revocation_view_entries");
		client.post("/api/logout").expect(204);
		this.latchkey.admin().post("/api/admin/users/" + alice.username() + "/logout").expect(200);
		assertThat(this.latchkey.metric("latchkey_revocations_total{reason=\"forced_logout\"}")).isEqualTo(forced + 1);
		assertThat(this.latchkey.metric("latchkey_revocations_total{reason=\"logged_out\"}")).isEqualTo(left + 1);
		assertThat(this.latchkey.metric("latchkey_revocation_view_entries")).isEqualTo(entries + 2);
	}

	@Test
	void measuresThePush() {
		double before = this.latchkey.metric("latchkey_revocation_lag_seconds_count{feed=\"push\"}");
		this.latchkey.admin().post("/api/admin/users/" + this.latchkey.newPerson().username() + "/logout").expect(200);
		awaitMore("latchkey_revocation_lag_seconds_count{feed=\"push\"}", before);
		assertThat(this.latchkey.metric("latchkey_revocation_lag_seconds_sum{feed=\"push\"}")).isBetween(0.0, 60.0);
	}

	@Test
	void measuresThePull() {
		double before = this.latchkey.metric("latchkey_revocation_lag_seconds_count{feed=\"pull\"}");
		// as by a node that could not push
		this.latchkey.bean(TransactionOperations.class)
			.executeWithoutResult((status) -> this.latchkey.bean(Revocations.class)
				.endAccount("nobody", EndReason.FORCED_LOGOUT, "admin", Instant.now().plus(PATIENCE)));
		awaitMore("latchkey_revocation_lag_seconds_count{feed=\"pull\"}", before);
		assertThat(this.latchkey.metric("latchkey_revocation_lag_seconds_sum{feed=\"pull\"}")).isBetween(0.0, 60.0);
	}

	@Test
	void showsHowOldTheViewIs() {
		assertThat(this.latchkey.bean(RevocationView.class).age()).isPositive();
		assertThat(this.latchkey.metric("latchkey_revocation_view_age_seconds")).isGreaterThan(0).isLessThan(10);
	}

	@Test
	void countsWhatCouldNotBeAnswered() {
		Client client = this.latchkey.login(this.latchkey.newPerson("USER"));
		double before = this.latchkey.metric("latchkey_revocation_rejections_total");
		RevocationView view = this.latchkey.bean(RevocationView.class);
		Awaitility.await().atMost(PATIENCE).until(() -> {
			view.markFreshAsOf(System.nanoTime() - Duration.ofHours(1).toNanos());
			return client.get("/api/me").expect(200, 503).status() == 503;
		});
		Awaitility.await().atMost(PATIENCE).until(() -> client.get("/api/me").expect(200, 503).status() == 200);
		awaitMore("latchkey_revocation_rejections_total", before);
	}

	private void awaitMore(String series, double before) {
		Awaitility.await().atMost(PATIENCE).until(() -> this.latchkey.metric(series) > before);
	}

}
