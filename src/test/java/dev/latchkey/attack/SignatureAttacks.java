package dev.latchkey.attack;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;

import dev.latchkey.crypto.Base64Url;

/**
 * Values that are no signatures, that would be one of any text, or that are the same
 * signature in other numbers (CVE-2022-21449; RFC 8725, 2.3, 3.4).
 */
final class SignatureAttacks {

	private static final BigInteger ED25519 = BigInteger.TWO.pow(252)
		.add(new BigInteger("27742317777372353535851937790883648493"));

	private SignatureAttacks() {
	}

	static void onAny(Attacks attacks, Forge forge) {
		byte[] good = Base64Url.decode(forge.part(2));
		byte[] ones = new byte[good.length];
		Arrays.fill(ones, (byte) 0xff);
		attacks.add("nothing but zeros", forge.signedBy(new byte[good.length]));
		attacks.add("nothing but ones", forge.signedBy(ones));
		attacks.add("one byte", forge.signedBy(new byte[1]));
		attacks.add("half a signature", forge.signedBy(Arrays.copyOf(good, good.length / 2)));
		attacks.add("a byte too few", forge.signedBy(Arrays.copyOf(good, good.length - 1)));
		attacks.add("a byte too many", forge.signedBy(Arrays.copyOf(good, good.length + 1)));
		attacks.add("a byte too many in front", forge.signedBy(padded(good, good.length + 1)));
		attacks.add("the signature twice", forge.signedBy(joined(good, good)));
		for (int at : new int[] { 0, 5, good.length / 2, good.length - 1 }) {
			byte[] changed = good.clone();
			changed[at] ^= 1;
			attacks.add("another bit at " + at, forge.signedBy(changed));
		}
		String other = forge.claiming((claims) -> claims.put("gen", claims.get("gen").asLong() + 1));
		attacks.add("the signature of other claims", forge.signedBy(Base64Url.decode(other.split("\\.")[2])));
		attacks.add("other claims above the signature", other.substring(0, other.lastIndexOf('.') + 1) + forge.part(2));
	}

	static void onEcdsa(Attacks attacks, Forge forge) {
		byte[] good = Base64Url.decode(forge.part(2));
		BigInteger r = new BigInteger(1, good, 0, 32);
		BigInteger s = new BigInteger(1, good, 32, 32);
		attacks.add("r is zero", forge.signedBy(pair(BigInteger.ZERO, s)));
		attacks.add("s is zero", forge.signedBy(pair(r, BigInteger.ZERO)));
		attacks.add("r and s are one", forge.signedBy(pair(BigInteger.ONE, BigInteger.ONE)));
		attacks.add("r and s are the order", forge.signedBy(pair(P256.ORDER, P256.ORDER)));
		attacks.add("r is the order", forge.signedBy(pair(P256.ORDER, s)));
		attacks.add("the other s", forge.signedBy(pair(r, P256.ORDER.subtract(s))));
		attacks.add("the other r", forge.signedBy(pair(P256.ORDER.subtract(r), s)));
		attacks.add("r and s exchanged", forge.signedBy(pair(s, r)));
		attacks.add("as DER", forge.signedBy(der(r, s)));
		attacks.add("of 48 bytes each", forge.signedBy(joined(padded(part(r), 48), padded(part(s), 48))));
	}

	static void onRsa(Attacks attacks, Forge forge) {
		byte[] good = Base64Url.decode(forge.part(2));
		BigInteger modulus = ((RSAPublicKey) forge.key().publicKey()).getModulus();
		BigInteger s = new BigInteger(1, good);
		attacks.add("the signature is one", forge.signedBy(padded(new byte[] { 1 }, good.length)));
		attacks.add("and the modulus more", forge.signedBy(s.add(modulus).toByteArray()));
		attacks.add("the other root", forge.signedBy(unsigned(modulus.subtract(s), good.length)));
	}

	static void onEd25519(Attacks attacks, Forge forge) {
		byte[] good = Base64Url.decode(forge.part(2));
		byte[] r = Arrays.copyOf(good, 32);
		BigInteger s = new BigInteger(1, reversed(Arrays.copyOfRange(good, 32, 64)));
		byte[] neutral = new byte[32];
		neutral[0] = 1;
		attacks.add("s and the order more", forge.signedBy(joined(r, reversed(unsigned(s.add(ED25519), 32)))));
		attacks.add("s is zero", forge.signedBy(joined(r, new byte[32])));
		attacks.add("the neutral point", forge.signedBy(joined(neutral, new byte[32])));
		attacks.add("r with another sign", forge.signedBy(joined(signed(r), Arrays.copyOfRange(good, 32, 64))));
	}

	static void onHmac(Attacks attacks, Forge forge) {
		byte[] good = Base64Url.decode(forge.part(2));
		attacks.add("an eighth of a MAC", forge.signedBy(Arrays.copyOf(good, 4)));
		attacks.add("the first byte of a MAC", forge.signedBy(Arrays.copyOf(good, 1)));
	}

	private static byte[] signed(byte[] point) {
		byte[] other = point.clone();
		other[31] ^= (byte) 0x80;
		return other;
	}

	private static byte[] pair(BigInteger r, BigInteger s) {
		return joined(part(r), part(s));
	}

	private static byte[] part(BigInteger number) {
		return unsigned(number, 32);
	}

	private static byte[] unsigned(BigInteger number, int length) {
		byte[] bytes = number.toByteArray();
		return padded((bytes[0] == 0) ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes, length);
	}

	private static byte[] padded(byte[] bytes, int length) {
		return joined(new byte[length - bytes.length], bytes);
	}

	private static byte[] joined(byte[] one, byte[] two) {
		byte[] both = Arrays.copyOf(one, one.length + two.length);
		System.arraycopy(two, 0, both, one.length, two.length);
		return both;
	}

	private static byte[] reversed(byte[] bytes) {
		byte[] reversed = new byte[bytes.length];
		for (int i = 0; i < bytes.length; i++) {
			reversed[i] = bytes[bytes.length - 1 - i];
		}
		return reversed;
	}

	private static byte[] der(BigInteger r, BigInteger s) {
		ByteArrayOutputStream content = new ByteArrayOutputStream();
		for (BigInteger number : new BigInteger[] { r, s }) {
			byte[] bytes = number.toByteArray();
			content.write(2);
			content.write(bytes.length);
			content.writeBytes(bytes);
		}
		ByteArrayOutputStream sequence = new ByteArrayOutputStream();
		sequence.write(0x30);
		sequence.write(content.size());
		sequence.writeBytes(content.toByteArray());
		return sequence.toByteArray();
	}

}
