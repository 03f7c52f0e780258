package dev.latchkey.attack;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/**
 * Encrypted tokens where signed ones are expected, and compressed ones: much work for a
 * verifier that begins with them (RFC 8725, 2.4, 2.6, 2.7, and the draft's section on
 * confusing the two kinds).
 */
final class EncryptionAttacks {

	/** What fits into a token, and becomes a thousand times as much. */
	static final int BOMB = 2_000_000;

	private EncryptionAttacks() {
	}

	static void add(Attacks attacks, Forge forge) {
		String enc = "\"enc\":\"A128CBC-HS256\"";
		String slow = "\"alg\":\"PBES2-HS256+A128KW\",\"p2s\":\"AAAAAAAAAAA\",\"p2c\":2147483647," + enc;
		String offCurve = "\"epk\":{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"AQ\",\"y\":\"AQ\"}";
		encrypted(attacks, forge, "directly", "\"alg\":\"dir\"," + enc);
		encrypted(attacks, forge, "under a password, slowly", slow);
		encrypted(attacks, forge, "under a point off the curve", "\"alg\":\"ECDH-ES\"," + offCurve + "," + enc);
		encrypted(attacks, forge, "under the public key", "\"alg\":\"RSA-OAEP-256\"," + enc);
		encrypted(attacks, forge, "under the public key, PKCS #1", "\"alg\":\"RSA1_5\"," + enc);
		encrypted(attacks, forge, "and compressed", "\"alg\":\"A128KW\",\"zip\":\"DEF\"," + enc);
		attacks.add("five parts, as encrypted ones have", forge.good() + ".AAAA.AAAA");
		attacks.add("says that it is encrypted", forge.headedAlso(enc));
		attacks.add("says that it took iterations", forge.headedAlso("\"p2c\":2147483647,\"p2s\":\"AAAA\""));
		attacks.add("says that it has a point", forge.headedAlso(offCurve));
		byte[] claims = forge.payload();
		attacks.add("compressed",
				forge.key().token("{" + forge.headerMembers() + ",\"zip\":\"DEF\"}", deflated(claims)));
		attacks.add("compressed, and does not say so", forge.claiming(deflated(claims)));
		attacks.add("says that it is compressed", forge.headedAlso("\"zip\":\"DEF\""));
		attacks.add("says that it is zipped", forge.headedAlso("\"zip\":\"GZIP\""));
		attacks.add("a bomb",
				forge.key().token("{" + forge.headerMembers() + ",\"zip\":\"DEF\"}", deflated(new byte[BOMB])));
	}

	private static void encrypted(Attacks attacks, Forge forge, String how, String members) {
		String header = "{\"typ\":\"at+jwt\",\"kid\":\"" + forge.kid() + "\"," + members + "}";
		attacks.add("encrypted " + how, Forge.encode(header) + ".AAAA.AAAA.AAAA.AAAA");
		attacks.add("signed as if encrypted " + how, forge.headed(header));
	}

	private static byte[] deflated(byte[] bytes) {
		ByteArrayOutputStream deflated = new ByteArrayOutputStream();
		try (DeflaterOutputStream deflater = new DeflaterOutputStream(deflated, new Deflater(9))) {
			deflater.write(bytes);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return deflated.toByteArray();
	}

}
