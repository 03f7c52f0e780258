package dev.latchkey.throttle;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import dev.latchkey.crypto.DerivedKeys;
import dev.latchkey.harness.MovableClock;
import org.jspecify.annotations.Nullable;
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
		DeviceMark mark = read(this.tokens.write("account", "alice", "hash", null));
		assertThat(mark).isNotNull();
		assertThat(mark.device().accountId()).isEqualTo("account");
		assertThat(this.tokens.isCurrent(mark, "account", "hash")).isTrue();
	}

	@Test
	void keepsADeviceTheSameForItsAccountOnly() {
		KnownDevice device = device("account", null);
		assertThat(device("account", device)).isEqualTo(device);
		assertThat(device("other", device).id()).isNotEqualTo(device.id());
		assertThat(device("account", null)).isNotEqualTo(device);
	}

	private KnownDevice device(String account, KnownDevice before) {
		DeviceMark mark = read(this.tokens.write(account, "alice", "hash", before));
		assertThat(mark).isNotNull();
		return mark.device();
	}

	@Test
	void tellsThePresentPasswordFromAllOthers() {
		DeviceMark mark = read(this.tokens.write("account", "alice", "hash", null));
		assertThat(mark).isNotNull();
		assertThat(this.tokens.isCurrent(mark, "account", "other")).isFalse();
		assertThat(this.tokens.isCurrent(mark, "other", "hash")).isFalse();
		DeviceMark next = read(this.tokens.write("account", "alice", "other", mark.device()));
		assertThat(next).isNotNull();
		assertThat(next.device()).as("the same device").isEqualTo(mark.device());
		assertThat(this.tokens.isCurrent(next, "account", "other")).isTrue();
	}

	@Test
	void saysNothingOfTheHash() {
		String hash = "{argon2}$argon2id$v=19$m=19456,t=2,p=1$c2FsdA$aGFzaA";
		assertThat(this.tokens.write("account", "alice", hash, null)).doesNotContain("argon", "c2FsdA", "aGFzaA")
			.matches("account\\.[\\w-]{22}\\.[\\w-]{22}\\.\\d+\\.[\\w-]{43}");
	}

	@Test
	void forgetsADeviceAfterAYear() {
		String token = this.tokens.write("account", "alice", "hash", null);
		this.clock.advance(Duration.ofDays(364));
		assertThat(read(token)).isNotNull();
		this.clock.advance(Duration.ofDays(2));
		assertThat(read(token)).isNull();
	}

	@Test
	void takesNoOtherText() {
		String token = this.tokens.write("account", "alice", "hash", null);
		for (int i = 0; i < token.length(); i++) {
			char other = (token.charAt(i) != 'A') ? 'A' : 'B';
			assertThat(read(token.substring(0, i) + other + token.substring(i + 1))).isNull();
			assertThat(read(token.substring(0, i))).isNull();
		}
		assertThat(read(token + "=")).isNull();
		assertThat(read(" " + token)).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", ".", "...", "a.b.c.d", "a.b.9999999999999999999999.d", "\ud800.\0.\u202e.x" })
	void takesNoGarbage(String garbage) {
		assertThat(read(garbage)).isNull();
		assertThat(read(garbage.repeat(10_000))).isNull();
	}

	@Test
	void trustsNobodyElsesKey() {
		byte[] other = new byte[32];
		other[0] = 1;
		DerivedKeys others = new DerivedKeys(Base64.getEncoder().encodeToString(other));
		String token = new DeviceTokens(others, this.clock).write("account", "alice", "hash", null);
		assertThat(read(token)).isNull();
	}

	@Test
	void readsNothingForAnotherName() {
		String token = this.tokens.write("account", "alice", "hash", null);
		for (String other : List.of("bob", "", "alice.", "Alice", "x".repeat(10_000))) {
			assertThat(this.tokens.read(token, other)).isNull();
		}
	}

	/**
	 * Nothing says under which password they were made, or for which name.
	 */
	@Test
	void takesNoTokenOfAVersionThatDidNotNameThePasswordOrTheAccount() throws Exception {
		long expiry = this.clock.instant().plusSeconds(60).getEpochSecond();
		String withoutPassword = "account.AAECAwQFBgcICQoLDA0ODw." + expiry;
		String whole = "account.AAECAwQFBgcICQoLDA0ODw.version." + expiry;
		assertThat(read(signed(withoutPassword, withoutPassword.getBytes(StandardCharsets.UTF_8)))).isNull();
		assertThat(read(signed(withoutPassword, named(withoutPassword)))).isNull();
		assertThat(read(signed(whole, whole.getBytes(StandardCharsets.UTF_8)))).isNull();
		assertThat(read(signed(whole, named(whole))))
			.isEqualTo(new DeviceMark(new KnownDevice("account", "AAECAwQFBgcICQoLDA0ODw"), "version"));
	}

	private @Nullable DeviceMark read(String token) {
		return this.tokens.read(token, "alice");
	}

	private static byte[] named(String content) {
		byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
		return ByteBuffer.allocate(bytes.length + 13)
			.putInt(bytes.length)
			.put(bytes)
			.putInt(5)
			.put("alice".getBytes(StandardCharsets.UTF_8))
			.array();
	}

	private static String signed(String content, byte[] message) throws Exception {
		byte[] key = mac(Base64.getDecoder().decode(KEY),
				"latchkey: device tokens\u0001".getBytes(StandardCharsets.UTF_8));
		return content + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(mac(key, message));
	}

	private static byte[] mac(byte[] key, byte[] message) throws Exception {
		Mac mac = Mac.getInstance("HmacSHA256");
		mac.init(new SecretKeySpec(key, "HmacSHA256"));
		return mac.doFinal(message);
	}

}
