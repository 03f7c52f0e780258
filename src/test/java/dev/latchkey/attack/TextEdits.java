package dev.latchkey.attack;

import java.util.Arrays;
import java.util.Base64;
import java.util.function.UnaryOperator;

import dev.latchkey.crypto.Base64Url;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/**
 * Changes to a signed token that an attacker without a key can make.
 */
final class TextEdits {

	private static final Arbitrary<Integer> PLACES = Arbitraries.integers().between(0, 5000);

	private static final Arbitrary<String> BITS = Arbitraries.of("=", "==", ".", "..", " ", "\n", "\t", "\r\n",
			"\u0000", "A", "AAAA", "+", "/", "-", "_", "%3D", "\u00e4", "\uff0e", "~", ",");

	private TextEdits() {
	}

	static Arbitrary<Mutant.Edit> all() {
		Arbitrary<Mutant.Edit> inserted = Combinators.combine(PLACES, BITS)
			.as((place, bit) -> (text, other) -> cut(text, place, 0, bit));
		Arbitrary<Mutant.Edit> behind = Combinators.combine(Arbitraries.of(0, 1, 2), BITS)
			.as((part, bit) -> (text, other) -> part(text, part, (string) -> string + bit));
		Arbitrary<Mutant.Edit> replaced = Combinators.combine(PLACES, Arbitraries.chars().alpha().numeric())
			.as((place, to) -> (text, other) -> cut(text, place, 1, String.valueOf(to)));
		Arbitrary<Mutant.Edit> gone = Combinators.combine(PLACES, Arbitraries.integers().between(1, 40))
			.as((place, length) -> (text, other) -> cut(text, place, length, ""));
		Arbitrary<Mutant.Edit> taken = Arbitraries.of(0, 1, 2)
			.map((part) -> (text, other) -> part(text, part, (string) -> other.split("\\.")[part]));
		Arbitrary<Mutant.Edit> bit = Combinators.combine(Arbitraries.of(0, 1, 2), PLACES)
			.as((part, at) -> (text, other) -> bytes(text, part, (bytes) -> flipped(bytes, at)));
		Arbitrary<Mutant.Edit> longer = Arbitraries.integers()
			.between(-3, 3)
			.map((by) -> (text, other) -> bytes(text, 2,
					(bytes) -> Arrays.copyOf(bytes, Math.max(1, bytes.length + by))));
		Arbitrary<Mutant.Edit> lastBits = Arbitraries.of(0, 1, 2)
			.map((part) -> (text, other) -> part(text, part, TextEdits::otherLastBits));
		Arbitrary<Mutant.Edit> spelling = Arbitraries.of(0, 1, 2)
			.map((part) -> (text, other) -> part(text, part, TextEdits::plain));
		Arbitrary<Mutant.Edit> otherS = Arbitraries.just((text, other) -> bytes(text, 2, TextEdits::otherS));
		return Arbitraries.frequencyOf(Tuple.of(2, inserted), Tuple.of(2, behind), Tuple.of(2, replaced),
				Tuple.of(1, gone), Tuple.of(2, taken), Tuple.of(3, bit), Tuple.of(2, longer), Tuple.of(2, lastBits),
				Tuple.of(1, spelling), Tuple.of(2, otherS));
	}

	/**
	 * Put something in place of some characters.
	 */
	static String cut(String text, int place, int length, String by) {
		int at = text.isEmpty() ? 0 : place % text.length();
		return text.substring(0, at) + by + text.substring(Math.min(text.length(), at + length));
	}

	private static String part(String token, int index, UnaryOperator<String> change) {
		String[] parts = token.split("\\.", -1);
		if (index < parts.length) {
			parts[index] = change.apply(parts[index]);
		}
		return String.join(".", parts);
	}

	private static String bytes(String token, int index, UnaryOperator<byte[]> change) {
		return part(token, index, (text) -> {
			try {
				return Base64Url.encode(change.apply(Base64.getUrlDecoder().decode(text)));
			}
			catch (IllegalArgumentException ex) {
				return text;
			}
		});
	}

	private static byte[] flipped(byte[] bytes, int at) {
		byte[] changed = bytes.clone();
		if (changed.length > 0) {
			changed[at / 8 % changed.length] ^= (byte) (1 << (at % 8));
		}
		return changed;
	}

	private static byte[] otherS(byte[] signature) {
		return (signature.length == 64) ? P256.withOtherS(signature) : signature;
	}

	private static String otherLastBits(String text) {
		if (text.isEmpty()) {
			return text;
		}
		char last = text.charAt(text.length() - 1);
		return text.substring(0, text.length() - 1) + (char) (last + 1);
	}

	private static String plain(String text) {
		return text.replace('-', '+').replace('_', '/');
	}

}
