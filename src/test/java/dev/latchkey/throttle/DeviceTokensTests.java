package dev.latchkey.throttle;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import dev.latchkey.crypto.DerivedKeys;
import dev.latchkey.harness.MovableClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class DeviceTokensTests {

	private static final String KEY = Base64.getEncoder().encodeToString(new byte[32]);

	private final MovableClock clock = new MovableClock();

	private final DeviceTokens tokens = new DeviceTokens(new DerivedKeys(KEY), this.clock);

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
		DerivedKeys others = new DerivedKeys(Base64.getEncoder().encodeToString(other));
		String token = new DeviceTokens(others, this.clock).write("account", null);
		assertThat(this.tokens.read(token)).isNull();
	}

	/**
	 * As versions wrote it that derived the key themselves.
	 */
	@Test
	void stillReadsATokenWhoseKeyWasDerivedByHand() throws Exception {
		long expiry = this.clock.instant().plusSeconds(60).getEpochSecond();
		String content = "account.AAECAwQFBgcICQoLDA0ODw." + expiry;
		byte[] key = mac(Base64.getDecoder().decode(KEY), "latchkey: device tokens\u0001");
		String token = content + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(mac(key, content));
		assertThat(this.tokens.read(token)).isEqualTo(new KnownDevice("account", "AAECAwQFBgcICQoLDA0ODw"));
	}

	private static byte[] mac(byte[] key, String text) throws Exception {
		Mac mac = Mac.getInstance("HmacSHA256");
		mac.init(new SecretKeySpec(key, "HmacSHA256"));
		return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
	}

}
