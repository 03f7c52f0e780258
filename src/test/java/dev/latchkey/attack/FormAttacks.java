package dev.latchkey.attack;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;

import dev.latchkey.crypto.Base64Url;

/**
 * Not quite three parts, not quite base64url, too long, or the other serialization (RFC
 * 7515, 7.2).
 */
final class FormAttacks {

	private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

	private static final int MANY = 7000;

	private FormAttacks() {
	}

	static void add(Attacks attacks, Forge forge) {
		parts(attacks, forge);
		serializations(attacks, forge);
		for (int part = 0; part < 3; part++) {
			spellings(attacks, forge, part);
		}
		alphabet(attacks, forge);
		attacks.add("in capitals", forge.good().toUpperCase(Locale.ROOT));
		attacks.add("longer than a cookie", forge.claiming((claims) -> claims.put("username", "a".repeat(3100))));
		attacks.add("nothing but letters", "A".repeat(MANY));
		attacks.add("nothing but dots", ".".repeat(MANY));
		String rest = "." + forge.part(1) + "." + forge.part(2);
		// as a whole no longer than a request's header may be
		attacks.add("a long header", "A".repeat(MANY - rest.length()) + rest);
		attacks.add("a long signature", forge.part(0) + "." + forge.part(1) + "." + "A".repeat(5000));
	}

	private static void parts(Attacks attacks, Forge forge) {
		String good = forge.good();
		attacks.add("one dot", ".");
		attacks.add("two dots", "..");
		attacks.add("no parts", "garbage");
		attacks.add("nonsense", "a.b.c");
		attacks.add("two parts", forge.part(0) + "." + forge.part(1));
		attacks.add("no signature", forge.part(0) + "." + forge.part(1) + ".");
		attacks.add("no header", "." + forge.part(1) + "." + forge.part(2));
		attacks.add("no payload", forge.part(0) + ".." + forge.part(2));
		attacks.add("four parts", good + "." + forge.part(2));
		attacks.add("a dot behind", good + ".");
		attacks.add("a dot in front", "." + good);
		attacks.add("the token twice", good + good);
		attacks.add("two tokens in a list", good + "," + good);
		attacks.add("another separator", good.replace('.', '~'));
		attacks.add("escaped dots", good.replace(".", "%2E"));
		attacks.add("a disclosure behind (RFC 9901)", good + "~");
		attacks.add("the scheme once more", "Bearer " + good);
	}

	private static void serializations(Attacks attacks, Forge forge) {
		String signature = "\"protected\":\"%s\",\"signature\":\"%s\"".formatted(forge.part(0), forge.part(2));
		String flat = "{\"payload\":\"%s\",%s}".formatted(forge.part(1), signature);
		attacks.add("a JWS in JSON, flattened", flat);
		attacks.add("a JWS in JSON, general",
				"{\"payload\":\"%s\",\"signatures\":[{%s}]}".formatted(forge.part(1), signature));
		attacks.add("a JWS in JSON without a payload", "{\"payload\":\"" + forge.part(1) + "\"}");
		attacks.add("a JWS in JSON, encoded", Forge.encode(flat));
		attacks.add("a JWS in JSON, as a header", Forge.encode(flat) + "." + forge.part(1) + "." + forge.part(2));
		attacks.add("a JWS in JSON, as a payload", forge.claiming(flat));
		attacks.add("a token within the token", forge.claiming(forge.good()));
		attacks.add("a token within the token, and saying so",
				forge.key()
					.token("{" + forge.headerMembers() + ",\"cty\":\"JWT\"}",
							forge.good().getBytes(StandardCharsets.US_ASCII)));
		String raw = "{" + forge.headerMembers() + ",\"b64\":false,\"crit\":[\"b64\"]}";
		String content = Forge.encode(raw) + "." + forge.claims();
		attacks.add("a payload that is not encoded (RFC 7797)",
				content + "." + Base64Url.encode(forge.key().signature(forge.algorithm(), content)));
	}

	private static void spellings(Attacks attacks, Forge forge, int part) {
		String text = forge.part(part);
		put(attacks, forge, part, "padding behind", text + "=");
		put(attacks, forge, part, "more padding behind", text + "==");
		put(attacks, forge, part, "an escape in", "%20" + text);
		put(attacks, forge, part, "a space in", text.substring(0, 9) + " " + text.substring(9));
		put(attacks, forge, part, "an A behind", text + "A");
		put(attacks, forge, part, "four As behind", text + "AAAA");
		put(attacks, forge, part, "one character too few in", text.substring(0, text.length() - 1));
		put(attacks, forge, part, "base64 twice in", Forge.encode(text));
		if (text.length() % 4 != 0) {
			int last = ALPHABET.indexOf(text.charAt(text.length() - 1));
			put(attacks, forge, part, "other last bits in",
					text.substring(0, text.length() - 1) + ALPHABET.charAt(last ^ 1));
		}
	}

	private static void put(Attacks attacks, Forge forge, int part, String name, String text) {
		String[] parts = forge.good().split("\\.");
		parts[part] = text;
		attacks.add(name + " part " + part, String.join(".", parts));
	}

	private static void alphabet(Attacks attacks, Forge forge) {
		String signature = "";
		String token = "";
		for (int gen = 0; !signature.contains("-") || !signature.contains("_"); gen++) {
			int next = gen;
			token = forge.claiming((claims) -> claims.put("gen", next));
			signature = token.substring(token.lastIndexOf('.'));
		}
		attacks.add("+ for -", token.replace('-', '+'));
		attacks.add("/ for _", token.replace('_', '/'));
		String[] parts = token.split("\\.");
		for (int part = 0; part < 3; part++) {
			parts[part] = Base64.getEncoder().encodeToString(Base64Url.decode(parts[part]));
		}
		attacks.add("plain base64", String.join(".", parts));
	}

}
