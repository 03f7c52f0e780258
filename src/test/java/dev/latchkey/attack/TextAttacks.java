package dev.latchkey.attack;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Payloads that are not quite JSON, not quite UTF-8, or JSON that two readers understand
 * differently (RFC 8725, 2.6, 3.7; RFC 8259, 4, 8, 9); properly signed.
 */
final class TextAttacks {

	private static final String PLACE = "the place";

	private TextAttacks() {
	}

	static void add(Attacks attacks, Forge forge) {
		String claims = forge.claims().toString();
		String inner = claims.substring(1, claims.length() - 1);
		Map<String, String> texts = new LinkedHashMap<>();
		texts.put("the subject twice", "{" + inner + ",\"sub\":\"AAAAAAAAAAAAAAAAAAAAAA\"}");
		texts.put("the same subject twice", "{\"sub\":" + forge.claims().get("sub") + "," + inner + "}");
		texts.put("the subject twice, once in escapes", "{" + inner + ",\"\\u0073ub\":\"AAAAAAAAAAAAAAAAAAAAAA\"}");
		texts.put("the expiry twice", "{" + inner + ",\"exp\":" + forge.claims().get("exp") + "}");
		texts.put("something behind", claims + "{}");
		texts.put("a bracket behind", claims + "}");
		texts.put("a zero behind", claims + "\u0000");
		texts.put("a brace too few", "{" + inner);
		texts.put("a comma behind", "{" + inner + ",}");
		texts.put("a comma in front", "{," + inner + "}");
		texts.put("a comment", "{/* */" + inner + "}");
		texts.put("another comment", claims + "//");
		texts.put("a comment as in YAML", claims + "#");
		texts.put("single quotes", claims.replace('"', '\''));
		texts.put("no quotes", claims.replace("\"sub\"", "sub"));
		texts.put("a list", "[" + claims + "]");
		texts.put("a text", "\"sub\"");
		texts.put("a number", "1");
		texts.put("null", "null");
		texts.put("an empty object", "{}");
		texts.put("no JSON", "sub=admin");
		texts.put("XML", "<sub>admin</sub>");
		texts.put("a space that JSON does not know", "{\u00a0" + inner + "}");
		texts.put("a byte order mark", "\ufeff" + claims);
		texts.put("a line in a text", claims.replace("\"username\":\"", "\"username\":\"\n"));
		texts.put("an escape that JSON does not know", claims.replace("\"username\":\"", "\"username\":\"\\x41"));
		texts.put("half a character, escaped", claims.replace("\"username\":\"", "\"username\":\"\\ud800"));
		texts.put("two halves the wrong way round", claims.replace("\"username\":\"", "\"username\":\"\\udc00\\ud800"));
		texts.put("deep", "{" + inner + ",\"x\":" + "[".repeat(900) + "]".repeat(900) + "}");
		texts.put("deep objects", "{\"x\":".repeat(300) + "1" + "}".repeat(300));
		texts.put("a long number", "{" + inner + ",\"x\":" + "1".repeat(1500) + "}");
		texts.put("a great number", "{" + inner + ",\"x\":1e999999999}");
		texts.put("a prototype", "{" + inner + ",\"__proto__\":{\"roles\":[\"ADMIN\"]}}");
		texts.put("a class", "{\"@class\":\"java.util.HashMap\"," + inner + "}");
		texts.forEach((name, text) -> attacks.add(name, forge.claiming(text)));
		encodings(attacks, forge, claims);
	}

	private static void encodings(Attacks attacks, Forge forge, String claims) {
		for (String charset : new String[] { "UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32" }) {
			attacks.add("in " + charset, forge.claiming(claims.getBytes(Charset.forName(charset))));
		}
		attacks.add("no UTF-8: a byte that begins nothing", named(forge, 0xff));
		attacks.add("no UTF-8: a byte that goes on with nothing", named(forge, 0x80));
		attacks.add("no UTF-8: a character that is cut", named(forge, 0xe2, 0x82));
		attacks.add("no UTF-8: ASCII in two bytes", named(forge, 0xc1, 0x81));
		attacks.add("no UTF-8: a zero in two bytes", named(forge, 0xc0, 0x80));
		attacks.add("no UTF-8: a slash in three bytes", named(forge, 0xe0, 0x80, 0xaf));
		attacks.add("no UTF-8: half a character", named(forge, 0xed, 0xa0, 0x80));
		attacks.add("no UTF-8: two halves", named(forge, 0xed, 0xa0, 0x81, 0xed, 0xb0, 0x80));
		attacks.add("no UTF-8: beyond the last character", named(forge, 0xf4, 0x90, 0x80, 0x80));
	}

	/**
	 * Return a token in which these bytes are part of the name.
	 */
	private static String named(Forge forge, int... bytes) {
		String[] around = forge.claims().put("username", "a" + PLACE).toString().split(PLACE);
		ByteArrayOutputStream payload = new ByteArrayOutputStream();
		payload.writeBytes(around[0].getBytes(StandardCharsets.UTF_8));
		for (int octet : bytes) {
			payload.write(octet);
		}
		payload.writeBytes(around[1].getBytes(StandardCharsets.UTF_8));
		return forge.claiming(payload.toByteArray());
	}

}
