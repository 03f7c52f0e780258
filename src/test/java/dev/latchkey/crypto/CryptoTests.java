package dev.latchkey.crypto;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.Set;

import javax.crypto.SecretKey;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Compared with values that other programs have computed: what is stored, and tokens that
 * were issued, have to stay valid.
 */
class CryptoTests {

	@ParameterizedTest
	@CsvSource({ "abc, ungWv48Bz-pBQUDeXa4iI7ADYaOWF3qctBD_YfIAFa0",
			"ä\uD83D\uDE00, Qc22-QoQuB97sLhlTkaaiGa40kmI0bsnBtrcNkGo2zs",
			"a\uD800, Uonx3z4UOzI9PSbggW17BlchF74FRKzL_SMOiRTtHtw" })
	void hashesTexts(String text, String hash) {
		assertThat(Sha256.base64Url(text)).isEqualTo(hash);
	}

	/**
	 * RFC 4231, 4.3.
	 */
	@Test
	void authenticatesPartsAsIfTheyWereOne() {
		SecretKey key = HmacSha256.key("Jefe".getBytes(StandardCharsets.US_ASCII));
		byte[] text = "what do ya want for nothing?".getBytes(StandardCharsets.US_ASCII);
		String expected = "W9zBRr9gdU5qBCQmCJV1x1oAPwidJzmDnexYuWTsOEM";
		assertThat(Base64Url.encode(HmacSha256.compute(key, text))).isEqualTo(expected);
		assertThat(Base64Url.encode(
				HmacSha256.compute(key, Arrays.copyOf(text, 5), new byte[0], Arrays.copyOfRange(text, 5, text.length))))
			.isEqualTo(expected);
	}

	@Test
	void derivesAKeyForEachPurpose() {
		DerivedKeys keys = new DerivedKeys(Base64.getEncoder().encodeToString(filled(32)));
		SecretKey key = keys.forAuthenticating("latchkey: refresh tokens");
		assertThat(key.getAlgorithm()).isEqualTo("HmacSHA256");
		assertThat(Base64Url.encode(key.getEncoded())).isEqualTo("vdnFm2FY4IVOAau99ZN7mvONFxcEgDmZbQStBOVf9fc");
		assertThat(keys.forEncrypting("latchkey: signing keys at rest").getEncoded()).hasSize(32)
			.isNotEqualTo(key.getEncoded());
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 31, 33 })
	void derivesNothingFromAMasterKeyOfAnotherLength(int length) {
		String key = Base64.getEncoder().encodeToString(filled(length));
		assertThatIllegalArgumentException().isThrownBy(() -> new DerivedKeys(key))
			.withMessageContaining("latchkey.master-key");
	}

	@Test
	void givesNoRandomValueTwice() {
		Set<String> seen = new HashSet<>();
		for (int i = 0; i < 1000; i++) {
			assertThat(RandomIds.next()).matches("[A-Za-z0-9_-]{21}[AQgw]").satisfies(seen::add);
			assertThat(RandomValues.base64Url(32)).matches("[A-Za-z0-9_-]{43}").satisfies(seen::add);
		}
		assertThat(seen).hasSize(2000);
		assertThat(RandomValues.bytes(12)).hasSize(12);
	}

	@Test
	void choosesFromAllCharactersOfAnAlphabet() {
		assertThat(RandomValues.text("abc", 1000)).hasSize(1000).matches("[abc]+").contains("a", "b", "c");
	}

	@ParameterizedTest
	@ValueSource(strings = { "AA==", "AB", "A", "+A", "/A", " AA", "AA\n", "\u00e4A" })
	void readsEachValueInOneWayOnly(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> Base64Url.decode(text));
	}

	@Test
	void readsWhatItWrites() {
		byte[] all = new byte[256];
		for (int i = 0; i < all.length; i++) {
			all[i] = (byte) i;
		}
		assertThat(Base64Url.decode(Base64Url.encode(all))).isEqualTo(all);
		assertThat(Base64Url.encode(new byte[1])).isEqualTo("AA");
	}

	private static byte[] filled(int length) {
		byte[] bytes = new byte[length];
		Arrays.fill(bytes, (byte) 1);
		return bytes;
	}

}
