package dev.latchkey.mode.jwt;

import java.util.Arrays;
import java.util.Base64;

import dev.latchkey.crypto.Base64Url;
import dev.latchkey.crypto.DerivedKeys;
import dev.latchkey.mode.InvalidCredentialException;
import dev.latchkey.session.refresh.RefreshToken;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class RefreshTokensTests {

	private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

	private static final RefreshToken TOKEN = new RefreshToken("AAECAwQFBgcICQoLDA0ODw", 7);

	private final RefreshTokens tokens = tokens((byte) 1);

	@ParameterizedTest
	@ValueSource(longs = { 0, 1, 7, Long.MAX_VALUE })
	void readsWhatItWrites(long generation) {
		RefreshToken token = new RefreshToken(TOKEN.id(), generation);
		assertThat(this.tokens.read(this.tokens.write(token))).isEqualTo(token);
	}

	@Test
	void writesTheSameTokenEachTimeAndOnEachNode() {
		assertThat(this.tokens.write(TOKEN)).isEqualTo(this.tokens.write(TOKEN))
			.isEqualTo(tokens((byte) 1).write(TOKEN));
	}

	/**
	 * So that tokens which were issued before an update stay valid.
	 */
	@Test
	void writesWhatAnotherProgramComputes() {
		assertThat(this.tokens.write(TOKEN))
			.isEqualTo("AAECAwQFBgcICQoLDA0ODwAAAAAAAAAHq7pylZVnRF2RLT9RDYz14FGOxeAAXZayAi-9r3CAEOw");
	}

	@Test
	void writesAnotherTokenForEachSessionAndGeneration() {
		assertThat(this.tokens.write(TOKEN)).isNotEqualTo(this.tokens.write(new RefreshToken(TOKEN.id(), 8)))
			.isNotEqualTo(this.tokens.write(new RefreshToken("BAECAwQFBgcICQoLDA0ODw", 7)));
	}

	@Test
	void refusesATokenInWhichAnyBitWasChanged() {
		byte[] bytes = Base64.getUrlDecoder().decode(this.tokens.write(TOKEN));
		for (int bit = 0; bit < bytes.length * 8; bit++) {
			byte[] changed = bytes.clone();
			changed[bit / 8] ^= (byte) (1 << (bit % 8));
			refuses(Base64Url.encode(changed));
		}
	}

	@Test
	void refusesEveryOtherWayToWriteTheSameToken() {
		String token = this.tokens.write(TOKEN);
		refuses(token + "=");
		refuses(token + "==");
		refuses(" " + token);
		refuses(token + "\n");
		int last = ALPHABET.indexOf(token.charAt(token.length() - 1));
		for (int unused = 1; unused < 4; unused++) {
			refuses(token.substring(0, token.length() - 1) + ALPHABET.charAt(last | unused));
		}
	}

	@Test
	void refusesTheOtherAlphabet() {
		RefreshToken token = TOKEN;
		String text = this.tokens.write(token);
		while (!text.contains("-") || !text.contains("_")) {
			token = new RefreshToken(token.id(), token.generation() + 1);
			text = this.tokens.write(token);
		}
		refuses(text.replace('-', '+'));
		refuses(text.replace('_', '/'));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "A", "garbage", "a.b.c", "\u0000", "\uD800", "ä" })
	void refusesWhatIsNoToken(String text) {
		refuses(text);
		refuses(text.repeat(75));
	}

	@Test
	void refusesTokensOfAnotherMasterKey() {
		refuses(tokens((byte) 2).write(TOKEN));
	}

	@Test
	void cutsNothingOff() {
		String token = this.tokens.write(TOKEN);
		refuses(token.substring(0, token.length() - 1));
		refuses(token + "A");
		refuses(token + token);
		refuses("A".repeat(1_000_000));
	}

	private void refuses(String text) {
		assertThatExceptionOfType(InvalidCredentialException.class).as((text.length() > 100) ? "a long one" : text)
			.isThrownBy(() -> this.tokens.read(text));
	}

	private static RefreshTokens tokens(byte master) {
		byte[] key = new byte[32];
		Arrays.fill(key, master);
		return new RefreshTokens(new DerivedKeys(Base64.getEncoder().encodeToString(key)));
	}

}
