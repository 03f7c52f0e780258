package dev.latchkey.attack;

import java.util.List;

/**
 * The token names its algorithm, and lies (RFC 8725, 2.1, 3.1, 3.2).
 */
final class AlgorithmAttacks {

	private static final List<String> OTHERS = List.of("none", "None", "NONE", "nOnE", "NonE", " none", "none ", "",
			"null", "HS256", "hs256", "HS384", "HS512", "HS256/64", "RS1", "RS256", "RS384", "RS512", "PS256", "PS384",
			"PS512", "ES256", "es256", "ES256 ", "ES256K", "ES384", "ES512", "EdDSA", "EDDSA", "Ed25519", "Ed448",
			"SHA256withECDSA", "dir", "A128KW");

	private AlgorithmAttacks() {
	}

	static void add(Attacks attacks, Forge forge) {
		for (String alg : OTHERS) {
			if (!alg.equals(forge.algorithm())) {
				String header = Forge.header(forge.kid(), alg);
				attacks.add("alg '" + alg + "', signed", forge.headed(header));
				attacks.add("alg '" + alg + "', not signed", Forge.encode(header) + "." + forge.part(1) + ".");
				attacks.add("alg '" + alg + "', hardly signed", Forge.encode(header) + "." + forge.part(1) + ".AA");
			}
		}
		String rest = "{\"typ\":\"at+jwt\",\"kid\":\"" + forge.kid() + "\"";
		attacks.add("no alg", forge.headed(rest + "}"));
		for (String json : List.of("null", "256", "true", "{}", "[\"" + forge.algorithm() + "\"]", "[]")) {
			attacks.add("alg is " + json, forge.headed(rest + ",\"alg\":" + json + "}"));
		}
		attacks.add("alg twice", forge.headedAlso("\"alg\":\"" + forge.algorithm() + "\""));
		attacks.add("alg twice, then none", forge.headedAlso("\"alg\":\"none\""));
		attacks.add("alg twice, first none", forge.headed("{\"alg\":\"none\"," + forge.headerMembers() + "}"));
		attacks.add("alg in capitals", forge.headed(forge.header().replace("\"alg\"", "\"ALG\"")));
		otherWays(attacks, forge);
	}

	/**
	 * The real key, used in another way than its own (RFC 8725, 3.2).
	 */
	private static void otherWays(Attacks attacks, Forge forge) {
		List<String> ways = switch (forge.algorithm()) {
			case "RS256" -> List.of("RS384", "RS512", "PS256", "PS384", "PS512");
			case "HS256" -> List.of("HS384", "HS512");
			default -> List.of();
		};
		for (String way : ways) {
			attacks.add("the real key's " + way, forge.signedIn(way, Forge.header(forge.kid(), way)));
			attacks.add("the real key's " + way + ", and does not say so", forge.signedIn(way, forge.header()));
		}
	}

}
