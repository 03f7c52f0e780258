package dev.latchkey.oauth.device;

import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

import dev.latchkey.account.AccountsFixture;
import dev.latchkey.application.Application;
import dev.latchkey.crypto.DerivedKeys;
import dev.latchkey.grant.TestGrants;
import dev.latchkey.harness.MovableClock;
import dev.latchkey.harness.TestDatabase;
import dev.latchkey.oauth.ApplicationGrants;
import dev.latchkey.oauth.device.DeviceCodeException.Reason;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A device that waits, until it is given tokens: that is in {@code DeviceGrantContract}.
 */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class DeviceAuthorizationTests {

	private static final Application CLI = TestGrants.application("cli");

	private static final Application OTHER = TestGrants.application("other");

	@Parameter
	TestDatabase database;

	private AccountsFixture fixture;

	private DeviceAuthorizationRows rows;

	private DeviceAuthorizations authorizations;

	@BeforeEach
	void empty() {
		this.fixture = AccountsFixture.empty(this.database);
		this.fixture.jdbc.sql("delete from device_authorization").update();
		this.rows = new DeviceAuthorizationRows(this.fixture.jdbc,
				new JdbcTemplate(new DriverManagerDataSource(this.fixture.url)));
		this.authorizations = new DeviceAuthorizations(this.rows,
				new DerivedKeys(Base64.getEncoder().encodeToString(new byte[32])), (event) -> {
				}, MovableClock.stoppedAt(Instant.parse("2030-01-02T03:04:05Z")));
	}

	private NewDeviceAuthorization start() {
		return this.authorizations.start(CLI, new TreeSet<>(List.of("openid", "roles")), "2001:db8::1");
	}

	@Test
	void showsWhatWaitsAndKeepsNoCodeInClearText() {
		NewDeviceAuthorization started = start();
		DeviceAuthorization asked = this.authorizations.get(started.userCode().toLowerCase(Locale.ROOT));
		assertThat(asked.applicationId()).isEqualTo(CLI.id());
		assertThat(asked.scopes()).containsExactly("openid", "roles");
		assertThat(asked.address()).isEqualTo("2001:db8::1");
		assertThat(started.deviceCode()).matches("[A-Za-z0-9_-]{43}");
		String row = this.fixture.jdbc.sql("select * from device_authorization").query().singleRow().toString();
		assertThat(row).doesNotContain(started.deviceCode(), started.userCode(), started.userCode().replace("-", ""));
		assertThat(started.toString()).doesNotContain(started.deviceCode(), started.userCode());
	}

	@Test
	void isDecidedOnce() {
		String userCode = start().userCode();
		this.authorizations.deny(userCode);
		isUnknown(userCode);
		String expired = start().userCode();
		this.fixture.jdbc.sql("update device_authorization set expires_at = current_timestamp").update();
		isUnknown(expired);
		isUnknown("BCDF-BCDF");
		isUnknown("no code");
	}

	private void isUnknown(String userCode) {
		assertThatExceptionOfType(UnknownUserCodeException.class).isThrownBy(() -> this.authorizations.get(userCode));
		assertThatExceptionOfType(UnknownUserCodeException.class).isThrownBy(() -> this.authorizations.deny(userCode));
	}

	@Test
	void tellsTheDeviceToWaitAndToAskLessOften() {
		String code = start().deviceCode();
		assertThat(reason(code, CLI)).isEqualTo(Reason.PENDING);
		assertThat(reason(code, CLI)).isEqualTo(Reason.TOO_FAST);
		assertThat(pollSeconds()).isEqualTo(10);
		passSeconds(8);
		assertThat(reason(code, CLI)).isEqualTo(Reason.TOO_FAST);
		passSeconds(14);
		assertThat(reason(code, CLI)).isEqualTo(Reason.PENDING);
		assertThat(pollSeconds()).isEqualTo(15);
		for (int i = 0; i < 20; i++) {
			reason(code, CLI);
		}
		assertThat(pollSeconds()).isEqualTo(60);
	}

	/**
	 * Let the last question be longer ago.
	 */
	private void passSeconds(int seconds) {
		this.fixture.jdbc
			.sql("update device_authorization set polled_at = current_timestamp - interval '%s' second"
				.formatted(seconds))
			.update();
	}

	private int pollSeconds() {
		return this.fixture.jdbc.sql("select poll_seconds from device_authorization").query(Integer.class).single();
	}

	@Test
	void saysWhyThereIsNothing() {
		NewDeviceAuthorization refused = start();
		assertThat(reason(refused.deviceCode(), OTHER)).isEqualTo(Reason.INVALID);
		assertThat(reason(refused.userCode(), CLI)).isEqualTo(Reason.INVALID);
		assertThat(reason("A".repeat(43), CLI)).isEqualTo(Reason.INVALID);
		assertThat(reason("", CLI)).isEqualTo(Reason.INVALID);
		this.authorizations.deny(refused.userCode());
		assertThat(reason(refused.deviceCode(), OTHER)).isEqualTo(Reason.INVALID);
		assertThat(reason(refused.deviceCode(), CLI)).isEqualTo(Reason.DENIED);
		assertThat(reason(refused.deviceCode(), CLI)).isEqualTo(Reason.DENIED);
		String late = start().deviceCode();
		this.fixture.jdbc.sql("update device_authorization set expires_at = current_timestamp").update();
		assertThat(reason(late, CLI)).isEqualTo(Reason.EXPIRED);
		this.rows.purge();
		assertThat(reason(late, CLI)).isEqualTo(Reason.EXPIRED);
		this.fixture.jdbc
			.sql("update device_authorization set expires_at = current_timestamp - interval '11' minute")
			.update();
		this.rows.purge();
		assertThat(reason(late, CLI)).isEqualTo(Reason.INVALID);
	}

	private Reason reason(String deviceCode, Application application) {
		DeviceGrants grants = new DeviceGrants(this.rows, new ApplicationGrants(), this.fixture.transactions);
		try {
			grants.redeem(deviceCode, application);
			throw new AssertionError("nobody has allowed it");
		}
		catch (DeviceCodeException ex) {
			return ex.reason();
		}
	}

}
