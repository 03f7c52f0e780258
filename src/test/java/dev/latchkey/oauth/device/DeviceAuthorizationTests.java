package dev.latchkey.oauth.device;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import dev.latchkey.application.Application;
import dev.latchkey.application.TestApplications;
import dev.latchkey.crypto.DerivedKeys;
import dev.latchkey.crypto.Sha256;
import dev.latchkey.harness.MovableClock;
import dev.latchkey.harness.Repetitions;
import dev.latchkey.harness.TestDatabase;
import dev.latchkey.oauth.TestOauth;
import dev.latchkey.oauth.device.DeviceCodeException.Reason;
import dev.latchkey.oauth.token.GrantedTokens;
import dev.latchkey.revocation.LogNodes;
import dev.latchkey.session.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.fail;

/**
 * A device waits for a person, and is given tokens once.
 */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class DeviceAuthorizationTests {

	private static final int AT_ONCE = 20;

	private static final int ROUNDS = Repetitions.of(200, 8);

	@Parameter
	TestDatabase database;

	private final ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);

	private final Application cli = TestApplications.oidc("cli", null, "ES256");

	private final Application other = TestApplications.oidc("other", null, "ES256");

	private JdbcClient jdbc;

	private TestOauth oauth;

	private DeviceAuthorizationRows rows;

	private DeviceAuthorizations authorizations;

	private DeviceGrants grants;

	/** The same on another node. */
	private DeviceGrants elsewhere;

	private Session session;

	@BeforeEach
	void start() {
		LogNodes nodes = LogNodes.on(this.database);
		nodes.account("alice");
		this.jdbc = nodes.jdbc;
		this.oauth = TestOauth.startedOn(nodes, this.cli, this.other);
		this.rows = rows(this.oauth);
		this.authorizations = new DeviceAuthorizations(this.rows, this.oauth.grants(),
				new DerivedKeys(Base64.getEncoder().encodeToString(new byte[32])), (event) -> {
				}, MovableClock.stoppedAt(Instant.parse("2030-01-02T03:04:05Z")));
		this.grants = grants(this.oauth);
		this.elsewhere = grants(TestOauth.startedOn(nodes));
		this.session = this.oauth.login("alice");
	}

	@AfterEach
	void stop() {
		this.threads.shutdownNow();
	}

	private static DeviceAuthorizationRows rows(TestOauth node) {
		return new DeviceAuthorizationRows(node.node().jdbc, new JdbcTemplate(node.node().database));
	}

	private static DeviceGrants grants(TestOauth node) {
		return new DeviceGrants(rows(node), node.grants(), node.node().transaction);
	}

	private NewDeviceAuthorization asked() {
		return this.authorizations.start(this.cli, new TreeSet<>(List.of("openid", "roles")), "2001:db8::1");
	}

	private String approved() {
		NewDeviceAuthorization started = asked();
		this.authorizations.approve(started.userCode(), this.cli, this.session);
		return started.deviceCode();
	}

	@Test
	void showsWhatWaitsAndKeepsNoCodeInClearText() {
		NewDeviceAuthorization started = asked();
		DeviceAuthorization asked = this.authorizations.get(started.userCode().toLowerCase(Locale.ROOT));
		assertThat(asked.applicationId()).isEqualTo(this.cli.id());
		assertThat(asked.scopes()).containsExactly("openid", "roles");
		assertThat(asked.address()).isEqualTo("2001:db8::1");
		assertThat(started.deviceCode()).matches("[A-Za-z0-9_-]{43}");
		String row = this.jdbc.sql("select * from device_authorization").query().singleRow().toString();
		assertThat(row).doesNotContain(started.deviceCode(), started.userCode(), started.userCode().replace("-", ""));
		assertThat(started.toString()).doesNotContain(started.deviceCode(), started.userCode());
	}

	@Test
	void isDecidedOnce() {
		String userCode = asked().userCode();
		assertThatExceptionOfType(UnknownUserCodeException.class)
			.isThrownBy(() -> this.authorizations.approve(userCode, this.other, this.session));
		this.authorizations.deny(userCode);
		isUnknown(userCode);
		String expired = asked().userCode();
		this.jdbc.sql("update device_authorization set expires_at = current_timestamp").update();
		isUnknown(expired);
		isUnknown("BCDF-BCDF");
		isUnknown("no code");
	}

	private void isUnknown(String userCode) {
		assertThatExceptionOfType(UnknownUserCodeException.class).isThrownBy(() -> this.authorizations.get(userCode));
		assertThatExceptionOfType(UnknownUserCodeException.class).isThrownBy(() -> this.authorizations.deny(userCode));
		assertThatExceptionOfType(UnknownUserCodeException.class)
			.isThrownBy(() -> this.authorizations.approve(userCode, this.cli, this.session));
	}

	@Test
	void tellsTheDeviceToWaitAndToAskLessOften() {
		String code = asked().deviceCode();
		assertThat(reason(code, this.cli)).isEqualTo(Reason.PENDING);
		assertThat(reason(code, this.cli)).isEqualTo(Reason.TOO_FAST);
		assertThat(pollSeconds()).isEqualTo(10);
		passSeconds(8);
		assertThat(reason(code, this.cli)).isEqualTo(Reason.TOO_FAST);
		passSeconds(14);
		assertThat(reason(code, this.cli)).isEqualTo(Reason.PENDING);
		assertThat(pollSeconds()).isEqualTo(15);
		for (int i = 0; i < 20; i++) {
			reason(code, this.cli);
		}
		assertThat(pollSeconds()).isEqualTo(60);
	}

	/**
	 * Let the last question be longer ago.
	 */
	private void passSeconds(int seconds) {
		this.jdbc
			.sql("update device_authorization set polled_at = current_timestamp - interval '%s' second"
				.formatted(seconds))
			.update();
	}

	private int pollSeconds() {
		return this.jdbc.sql("select poll_seconds from device_authorization").query(Integer.class).single();
	}

	@Test
	void saysWhyThereIsNothing() {
		NewDeviceAuthorization refused = asked();
		assertThat(reason(refused.deviceCode(), this.other)).isEqualTo(Reason.INVALID);
		assertThat(reason(refused.userCode(), this.cli)).isEqualTo(Reason.INVALID);
		assertThat(reason("A".repeat(43), this.cli)).isEqualTo(Reason.INVALID);
		assertThat(reason("", this.cli)).isEqualTo(Reason.INVALID);
		this.authorizations.deny(refused.userCode());
		assertThat(reason(refused.deviceCode(), this.other)).isEqualTo(Reason.INVALID);
		assertThat(reason(refused.deviceCode(), this.cli)).isEqualTo(Reason.DENIED);
		assertThat(reason(refused.deviceCode(), this.cli)).isEqualTo(Reason.DENIED);
		String late = asked().deviceCode();
		this.jdbc.sql("update device_authorization set expires_at = current_timestamp").update();
		assertThat(reason(late, this.cli)).isEqualTo(Reason.EXPIRED);
		this.rows.purge();
		assertThat(reason(late, this.cli)).isEqualTo(Reason.EXPIRED);
		this.jdbc.sql("update device_authorization set expires_at = current_timestamp - interval '11' minute").update();
		this.rows.purge();
		assertThat(reason(late, this.cli)).isEqualTo(Reason.INVALID);
	}

	@Test
	void leavesADeviceTheTimeToHearThatItIsAllowed() {
		NewDeviceAuthorization late = asked();
		this.jdbc.sql("update device_authorization set expires_at = current_timestamp + interval '10' second").update();
		this.authorizations.approve(late.userCode(), this.cli, this.session);
		assertThat(this.jdbc.sql("""
				select count(*) from device_authorization where expires_at > current_timestamp + interval '50' second
				""").query(Integer.class).single()).isOne();
		assertThat(this.elsewhere.redeem(late.deviceCode(), this.cli).scopes()).containsExactly("openid", "roles");
	}

	/**
	 * A transaction that rolls back takes the code with it.
	 */
	@Test
	void keepsTheCodeWhereTheTokensCouldNotBeGiven() {
		String code = approved();
		this.oauth.node().database.before("update application_grant", this.oauth.node().database::cut);
		assertThatExceptionOfType(DataAccessException.class).isThrownBy(() -> this.grants.redeem(code, this.cli));
		this.oauth.node().database.forgetSteps();
		this.oauth.node().database.mend();
		assertThat(this.grants.redeem(code, this.cli).idToken()).isNotNull();
		assertThat(reason(code, this.cli)).isEqualTo(Reason.INVALID);
	}

	@Test
	void givesNothingInASessionThatHasEnded() {
		String code = approved();
		this.oauth.signOut(this.session);
		assertThat(reason(this.elsewhere, code, this.cli)).isEqualTo(Reason.INVALID);
		isUsedUp();
		assertThat(reason(code, this.cli)).isEqualTo(Reason.INVALID);
	}

	/**
	 * A device that asks on after that finds no row to lock.
	 */
	private void isUsedUp() {
		assertThat(this.jdbc.sql("select count(*) from device_authorization").query(Integer.class).single()).isZero();
	}

	@Test
	void givesNothingThatWasTakenAwayBeforeTheDeviceCame() {
		String code = approved();
		this.oauth.takeAway("alice", this.cli);
		assertThat(reason(this.elsewhere, code, this.cli)).isEqualTo(Reason.INVALID);
		isUsedUp();
		assertThat(this.grants.redeem(approved(), this.cli)).isNotNull();
	}

	/**
	 * A thread that waits holds a connection, and a device may ask as often as it likes.
	 */
	@Test
	void tellsADeviceAtOnceThatAnotherCallIsBeingAnswered() throws Exception {
		String code = approved();
		String unknown = "A".repeat(43);
		this.oauth.node().transaction.executeWithoutResult((status) -> {
			assertThat(this.rows.lock(Sha256.base64Url(code))).isPresent();
			List<Future<Reason>> polls = new ArrayList<>();
			for (int i = 0; i < AT_ONCE; i++) {
				Application asking = (i % 2 == 0) ? this.cli : this.other;
				polls.add(this.threads.submit(() -> reason(this.elsewhere, code, asking)));
			}
			polls.add(this.threads.submit(() -> reason(this.elsewhere, unknown, this.cli)));
			for (int i = 0; i <= AT_ONCE; i++) {
				assertThat(polls.get(i)).succeedsWithin(Duration.ofSeconds(10))
					.isEqualTo((i < AT_ONCE && i % 2 == 0) ? Reason.TOO_FAST : Reason.INVALID);
			}
		});
		assertThat(this.elsewhere.redeem(code, this.cli)).isNotNull();
	}

	@Test
	void givesOneSetOfTokensToTwentyAtOnce() throws Exception {
		for (int round = 0; round < ROUNDS; round++) {
			String code = approved();
			CyclicBarrier barrier = new CyclicBarrier(AT_ONCE);
			List<Future<Boolean>> polls = new ArrayList<>();
			for (int i = 0; i < AT_ONCE; i++) {
				DeviceGrants either = (i % 2 == 0) ? this.grants : this.elsewhere;
				polls.add(this.threads.submit(() -> {
					barrier.await();
					return isGiven(either, code);
				}));
			}
			int given = 0;
			for (Future<Boolean> poll : polls) {
				given += poll.get() ? 1 : 0;
			}
			assertThat(given).isOne();
		}
		assertThat(this.jdbc.sql("select count(*) from application_grant").query(Integer.class).single())
			.isEqualTo(ROUNDS);
	}

	private boolean isGiven(DeviceGrants node, String code) {
		try {
			GrantedTokens tokens = node.redeem(code, this.cli);
			return !tokens.accessToken().isEmpty();
		}
		catch (DeviceCodeException ex) {
			assertThat(ex.reason()).isIn(Reason.INVALID, Reason.TOO_FAST);
			return false;
		}
	}

	private Reason reason(String deviceCode, Application application) {
		return reason(this.grants, deviceCode, application);
	}

	private static Reason reason(DeviceGrants node, String deviceCode, Application application) {
		try {
			node.redeem(deviceCode, application);
		}
		catch (DeviceCodeException ex) {
			return ex.reason();
		}
		return fail("It gave tokens");
	}

}
