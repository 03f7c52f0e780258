package dev.latchkey.mode.jwt;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.zip.DeflaterOutputStream;

import io.jsonwebtoken.security.Jwks;
import io.jsonwebtoken.security.PrivateJwk;
import tools.jackson.databind.node.ObjectNode;

/**
 * Everything that is known to be tried with tokens: RFC 8725, what jjwt was found to
 * accept, and what JSON can do to a reader. Most are signed with the real key, so that
 * nothing but our own strictness is in their way.
 */
final class ForgedTokens {

	private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

	private static final String[] REQUIRED = { "iss", "aud", "sub", "sid", "jti", "iat", "exp", "epoch", "gen",
			"username", "roles", "permissions", "auth_time", "session_expires_at" };

	private static final String[] TEXTS = { "iss", "aud", "sub", "sid", "jti", "username" };

	private static final String[] NUMBERS = { "iat", "exp", "epoch", "gen", "auth_time", "session_expires_at" };

	private final Map<String, String> tokens = new LinkedHashMap<>();

	private final Forge forge;

	ForgedTokens(Forge forge) {
		this.forge = forge;
		forms();
		headers();
		headersWithKeys();
		signatures();
		requiredClaims();
		claimRanges();
		claimTexts();
	}

	/**
	 * Return the tokens by what is wrong with them.
	 */
	Map<String, String> all() {
		return this.tokens;
	}

	private void add(String what, String token) {
		if (token.equals(this.forge.good()) || this.tokens.put(what, token) != null) {
			throw new IllegalStateException(what);
		}
	}

	private void forms() {
		String good = this.forge.good();
		add("one dot", ".");
		add("two dots", "..");
		add("no parts", "garbage");
		add("nonsense", "a.b.c");
		add("two parts", this.forge.part(0) + "." + this.forge.part(1));
		add("no signature", this.forge.part(0) + "." + this.forge.part(1) + ".");
		add("no header", "." + this.forge.part(1) + "." + this.forge.part(2));
		add("no payload", this.forge.part(0) + ".." + this.forge.part(2));
		add("four parts", good + "." + this.forge.part(2));
		add("five parts, as encrypted ones have", good + ".AAAA.AAAA");
		add("a dot behind", good + ".");
		add("a dot in front", "." + good);
		add("the token twice", good + good);
		add("a JWS in JSON", "{\"payload\":\"" + this.forge.part(1) + "\"}");
		for (int i = 0; i < 3; i++) {
			String[] parts = good.split("\\.");
			parts[i] += "=";
			add("padding behind part " + i, String.join(".", parts));
			parts = good.split("\\.");
			parts[i] = "%20" + parts[i];
			add("an escape in part " + i, String.join(".", parts));
			parts = good.split("\\.");
			if (parts[i].length() % 4 != 0) {
				int last = ALPHABET.indexOf(parts[i].charAt(parts[i].length() - 1));
				parts[i] = parts[i].substring(0, parts[i].length() - 1) + ALPHABET.charAt(last ^ 1);
				add("other last bits in part " + i, String.join(".", parts));
			}
		}
		add("longer than a cookie", this.forge.claiming((claims) -> claims.put("username", "a".repeat(3100))));
	}

	private void headers() {
		String kid = this.forge.kid();
		String ours = "\"typ\":\"at+jwt\",\"kid\":\"" + kid + "\",\"alg\":\"ES256\"";
		for (String alg : new String[] { "none", "None", "NONE", "nOnE", "", "HS256", "RS256", "PS256", "ES384",
				"ES256K", "EdDSA", "es256", "ES256 " }) {
			String header = "{\"typ\":\"at+jwt\",\"kid\":\"%s\",\"alg\":\"%s\"}".formatted(kid, alg);
			add("alg '" + alg + "', signed", this.forge.headed(header));
			add("alg '" + alg + "', not signed", Forge.encode(header) + "." + this.forge.part(1) + ".");
		}
		for (String typ : new String[] { "JWT", "jwt", "AT+JWT", "application/at+jwt", "", "logout+jwt" }) {
			add("typ '" + typ + "'",
					this.forge.headed("{\"typ\":\"%s\",\"kid\":\"%s\",\"alg\":\"ES256\"}".formatted(typ, kid)));
		}
		for (String unknown : new String[] { "AAAAAAAAAAAAAAAAAAAAAA", "../../../../dev/null", "' or 1=1 --", "",
				kid + "\\u0000", "http://localhost/key" }) {
			add("kid '" + unknown + "'",
					this.forge.headed("{\"typ\":\"at+jwt\",\"kid\":\"%s\",\"alg\":\"ES256\"}".formatted(unknown)));
		}
		add("no kid", this.forge.headed("{\"typ\":\"at+jwt\",\"alg\":\"ES256\"}"));
		add("no typ", this.forge.headed("{\"kid\":\"" + kid + "\",\"alg\":\"ES256\"}"));
		add("no alg", this.forge.headed("{\"typ\":\"at+jwt\",\"kid\":\"" + kid + "\"}"));
		add("a list of kids", this.forge.headed("{\"typ\":\"at+jwt\",\"kid\":[\"" + kid + "\"],\"alg\":\"ES256\"}"));
		for (String more : new String[] { "\"crit\":[]", "\"crit\":[\"exp\"],\"exp\":1", "\"b64\":false",
				"\"b64\":false,\"crit\":[\"b64\"]", "\"b64\":true", "\"cty\":\"JWT\"",
				"\"jku\":\"http://localhost/jwks\"", "\"x5u\":\"http://localhost/cert\"", "\"x5c\":[\"AAAA\"]",
				"\"x5t\":\"AAAA\"", "\"alg\":\"ES256\"", "\"alg\":\"none\"",
				"\"a\":" + "[".repeat(900) + "]".repeat(900), "\"a\":1e99999999" }) {
			add("header with " + more.substring(0, Math.min(60, more.length())),
					this.forge.headed("{" + ours + "," + more + "}"));
		}
		add("header in another order",
				this.forge.headed("{\"alg\":\"ES256\",\"typ\":\"at+jwt\",\"kid\":\"" + kid + "\"}"));
		add("header with a space", this.forge.headed("{ " + ours + "}"));
		add("header with something behind", this.forge.headed("{" + ours + "}{}"));
		add("header that is a list", this.forge.headed("[" + ours + "]"));
		add("header that is no JSON", this.forge.headed("at+jwt"));
		add("header with escapes", this.forge.headed("{" + ours.replace("ES256", "\\u0045S256") + "}"));
	}

	private void headersWithKeys() {
		String kid = this.forge.kid();
		PrivateJwk<?, ?, ?> own = (PrivateJwk<?, ?, ?>) SigningAlgorithm.ES256.generate(kid);
		SigningKey attacker = new SigningKey(own, SigningAlgorithm.ES256, TermTests.FIRST);
		Forge attack = new Forge(this.forge.good(), attacker);
		add("a key that the token brings along", attack.headed("{\"typ\":\"at+jwt\",\"kid\":\"" + kid
				+ "\",\"alg\":\"ES256\",\"jwk\":" + Jwks.json(own.toPublicJwk()) + "}"));
		add("somebody else's signature", attack.claiming((claims) -> claims.put("gen", 1)));
		String header = "{\"typ\":\"at+jwt\",\"kid\":\"" + kid + "\",\"alg\":\"HS256\"}";
		byte[] spki = this.forge.publicKey().getEncoded();
		String pem = "-----BEGIN PUBLIC KEY-----\n"
				+ Base64.getMimeEncoder(64, new byte[] { '\n' }).encodeToString(spki) + "\n-----END PUBLIC KEY-----\n";
		add("the public key as a secret, DER", this.forge.maced(header, spki));
		add("the public key as a secret, PEM", this.forge.maced(header, pem.getBytes(StandardCharsets.US_ASCII)));
		add("the public key as a secret, JWK",
				this.forge.maced(header, this.forge.publicJwk().getBytes(StandardCharsets.UTF_8)));
		add("a zero as a secret", this.forge.maced(header, new byte[1]));
		add("compressed", compressed(kid));
	}

	private String compressed(String kid) {
		try {
			ByteArrayOutputStream bytes = new ByteArrayOutputStream();
			try (DeflaterOutputStream deflater = new DeflaterOutputStream(bytes)) {
				deflater.write(this.forge.claims().toString().getBytes(StandardCharsets.UTF_8));
			}
			Forge compressing = this.forge;
			String[] parts = compressing.claiming(bytes.toByteArray()).split("\\.");
			return Forge.encode("{\"typ\":\"at+jwt\",\"kid\":\"" + kid + "\",\"alg\":\"ES256\",\"zip\":\"DEF\"}") + "."
					+ parts[1] + "." + parts[2];
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void signatures() {
		byte[] good = Base64Url.decode(this.forge.part(2));
		BigInteger order = new BigInteger("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", 16);
		BigInteger r = new BigInteger(1, good, 0, 32);
		BigInteger s = new BigInteger(1, good, 32, 32);
		add("nothing but zeros", this.forge.signedBy(new byte[64]));
		add("r is zero", this.forge.signedBy(signature(BigInteger.ZERO, s)));
		add("s is zero", this.forge.signedBy(signature(r, BigInteger.ZERO)));
		add("r and s are the order", this.forge.signedBy(signature(order, order)));
		add("the other s", this.forge.signedBy(signature(r, order.subtract(s))));
		add("half a signature", this.forge.signedBy(Arrays.copyOf(good, 32)));
		add("a byte too few", this.forge.signedBy(Arrays.copyOf(good, 63)));
		add("a byte too many", this.forge.signedBy(Arrays.copyOf(good, 65)));
		add("as DER", this.forge.signedBy(der(r, s)));
		add("one byte", this.forge.signedBy(new byte[1]));
		byte[] changed = good.clone();
		changed[5] ^= 1;
		add("another bit", this.forge.signedBy(changed));
	}

	private static byte[] signature(BigInteger r, BigInteger s) {
		byte[] both = new byte[64];
		System.arraycopy(fixed(r), 0, both, 0, 32);
		System.arraycopy(fixed(s), 0, both, 32, 32);
		return both;
	}

	private static byte[] fixed(BigInteger number) {
		byte[] bytes = new byte[32];
		byte[] shortest = number.toByteArray();
		int sign = Math.max(0, shortest.length - 32);
		System.arraycopy(shortest, sign, bytes, 32 - (shortest.length - sign), shortest.length - sign);
		return bytes;
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

	private void requiredClaims() {
		for (String name : REQUIRED) {
			add("no " + name, this.forge.claiming((claims) -> claims.remove(name)));
			add(name + " is null", this.forge.claiming((claims) -> claims.putNull(name)));
			add(name + " is an object", this.forge.claiming((claims) -> claims.putObject(name)));
			add(name + " is true", this.forge.claiming((claims) -> claims.put(name, true)));
			add(name + " in capitals", this.forge.claiming((claims) -> rename(claims, name)));
		}
		for (String name : TEXTS) {
			add(name + " is a number", this.forge.claiming((claims) -> claims.put(name, 1)));
			String text = this.forge.claims().get(name).asString();
			add(name + " is a list", this.forge.claiming((claims) -> claims.putArray(name).add(text)));
		}
		for (String name : NUMBERS) {
			add(name + " is a list", this.forge.claiming((claims) -> claims.putArray(name)));
			add(name + " is an empty text", this.forge.claiming((claims) -> claims.put(name, "")));
			add(name + " is a text", this.forge.claiming((claims) -> claims.put(name, claims.get(name).asString())));
			for (String number : new String[] { "%s.0", "%s.5", "%se0", "-1", "1e400", "%s00000000000000000000",
					"9".repeat(1000), "0x10", "010", "+1", "NaN", "Infinity" }) {
				String literal = number.formatted(this.forge.claims().get(name).asString());
				add(name + " is " + number.substring(0, Math.min(30, number.length())), raw(name, literal));
			}
		}
		for (String name : new String[] { "roles", "permissions" }) {
			add(name + " is a text", this.forge.claiming((claims) -> claims.put(name, "ADMIN")));
			add(name + " is a list of numbers", this.forge.claiming((claims) -> claims.putArray(name).add(1)));
			add(name + " is a list of lists", this.forge.claiming((claims) -> claims.putArray(name).addArray()));
			add(name + " is a deep list", raw(name, "[".repeat(1000) + "]".repeat(1000)));
		}
		add("must_change_password is false",
				this.forge.claiming((claims) -> claims.put("must_change_password", false)));
		add("must_change_password is a text",
				this.forge.claiming((claims) -> claims.put("must_change_password", "true")));
		add("must_change_password is 1", this.forge.claiming((claims) -> claims.put("must_change_password", 1)));
	}

	private static void rename(ObjectNode claims, String name) {
		claims.set(name.toUpperCase(Locale.ROOT), claims.get(name));
		claims.remove(name);
	}

	private String raw(String name, String literal) {
		return this.forge
			.claiming(this.forge.claims().put(name, "the place").toString().replace("\"the place\"", literal));
	}

	private void claimRanges() {
		long now = Instant.now().getEpochSecond();
		add("another issuer", this.forge.claiming((claims) -> claims.put("iss", "latchkey2")));
		add("the issuer in capitals", this.forge.claiming((claims) -> claims.put("iss", "LATCHKEY")));
		add("another audience", this.forge.claiming((claims) -> claims.put("aud", "others")));
		add("no subject", this.forge.claiming((claims) -> claims.put("sub", "")));
		add("no name", this.forge.claiming((claims) -> claims.put("username", "")));
		add("a short handle", this.forge.claiming((claims) -> claims.put("sid", "AAAA")));
		add("a handle with other last bits", this.forge.claiming((claims) -> claims.put("sid", "A".repeat(21) + "B")));
		add("a short jti", this.forge.claiming((claims) -> claims.put("jti", "")));
		add("from the future", this.forge.claiming((claims) -> claims.put("iat", now + 120).put("exp", now + 300)));
		add("over before it began", this.forge.claiming((claims) -> claims.put("exp", claims.get("iat").asLong() - 1)));
		add("good for more than an hour",
				this.forge.claiming((claims) -> claims.put("exp", claims.get("iat").asLong() + 3601)));
		add("good for longer than the session",
				this.forge.claiming((claims) -> claims.put("session_expires_at", claims.get("exp").asLong() - 1)));
		add("a session without end", this.forge.claiming((claims) -> claims.put("session_expires_at", Long.MAX_VALUE)));
		add("a session from far away", this.forge.claiming((claims) -> claims.put("auth_time", Long.MAX_VALUE)));
	}

	private void claimTexts() {
		String claims = this.forge.claims().toString();
		String inner = claims.substring(1, claims.length() - 1);
		add("one claim more", this.forge.claiming((object) -> object.put("nbf", 1)));
		add("scope beside", this.forge.claiming((object) -> object.put("scope", "everything")));
		add("the subject twice", this.forge.claiming("{" + inner + ",\"sub\":\"AAAAAAAAAAAAAAAAAAAAAA\"}"));
		add("the same subject twice",
				this.forge.claiming("{\"sub\":" + this.forge.claims().get("sub") + "," + inner + "}"));
		add("something behind", this.forge.claiming(claims + "{}"));
		add("a bracket behind", this.forge.claiming(claims + "}"));
		add("a brace too few", this.forge.claiming("{" + inner));
		add("a comma behind", this.forge.claiming("{" + inner + ",}"));
		add("a comment", this.forge.claiming("{/* */" + inner + "}"));
		add("single quotes", this.forge.claiming(claims.replace('"', '\'')));
		add("a list", this.forge.claiming("[" + claims + "]"));
		add("a text", this.forge.claiming("\"sub\""));
		add("null", this.forge.claiming("null"));
		add("an empty object", this.forge.claiming("{}"));
		add("no JSON", this.forge.claiming("sub=admin"));
		add("another encoding", this.forge.claiming(claims.getBytes(StandardCharsets.UTF_16)));
		add("no encoding",
				this.forge.claiming(("{" + inner + ",\"x\":\"\u00ff\"}").getBytes(StandardCharsets.ISO_8859_1)));
		add("deep", this.forge.claiming("{" + inner + ",\"x\":" + "[".repeat(1000) + "]".repeat(1000) + "}"));
		add("deep objects", this.forge.claiming("{\"x\":".repeat(400) + "1" + "}".repeat(400)));
		add("a long number", this.forge.claiming("{" + inner + ",\"x\":" + "1".repeat(1800) + "}"));
		add("a great number", this.forge.claiming("{" + inner + ",\"x\":1e999999999}"));
	}

}
