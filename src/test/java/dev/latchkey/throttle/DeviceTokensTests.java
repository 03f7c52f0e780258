package dev.latchkey.throttle;

import java.time.Duration;
import java.util.Base64;

import dev.latchkey.harness.MovableClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

@Execution(ExecutionMode.CONCURRENT)
class DeviceTokensTests {

	private static final String KEY = Base64.getEncoder().encodeToString(new byte[32]);

	private final MovableClock clock = new MovableClock();

	private final DeviceTokens tokens = new DeviceTokens(KEY, this.clock);

	@Test
	void readsWhatItWrote() {
		KnownDevice device = this.tokens.read(this.tokens.write("account", null));
		assertThat(device).isNotNull();
		assertThat(device.accountId()).isEqualTo("account");
	}

	@Test
	void keepsADeviceTheSameForItsAccountOnly() {
		KnownDevice device = this.tokens.read(this.tokens.write("account", null));
		assertThat(this.tokens.read(this.tokens.write("account", device))).isEqualTo(device);
		KnownDevice ofOther = this.tokens.read(this.tokens.write("other", device));
		assertThat(ofOther).isNotNull();
		assertThat(ofOther.id()).isNotEqualTo(device.id());
		assertThat(this.tokens.read(this.tokens.write("account", null))).isNotEqualTo(device);
	}

	@Test
	void forgetsADeviceAfterAYear() {
		String token = this.tokens.write("account", null);
		this.clock.advance(Duration.ofDays(364));
		assertThat(this.tokens.read(token)).isNotNull();
		this.clock.advance(Duration.ofDays(2));
		assertThat(this.tokens.read(token)).isNull();
	}

	@Test
	void takesNoOtherText() {
		String token = this.tokens.write("account", null);
		for (int i = 0; i < token.length(); i++) {
			char other = (token.charAt(i) != 'A') ? 'A' : 'B';
			assertThat(this.tokens.read(token.substring(0, i) + other + token.substring(i + 1))).isNull();
			assertThat(this.tokens.read(token.substring(0, i))).isNull();
		}
		assertThat(this.tokens.read(token + "=")).isNull();
		assertThat(this.tokens.read(" " + token)).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", ".", "...", "a.b.c.d", "a.b.9999999999999999999999.d", "\ud800.\0.\u202e.x" })
	void takesNoGarbage(String garbage) {
		assertThat(this.tokens.read(garbage)).isNull();
		assertThat(this.tokens.read(garbage.repeat(10_000))).isNull();
	}

	@Test
	void trustsNobodyElsesKey() {
		byte[] other = new byte[32];
		other[0] = 1;
		String token = new DeviceTokens(Base64.getEncoder().encodeToString(other), this.clock).write("account", null);
		assertThat(this.tokens.read(token)).isNull();
	}

}
