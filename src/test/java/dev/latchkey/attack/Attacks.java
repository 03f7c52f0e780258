package dev.latchkey.attack;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * All known attacks with tokens: RFC 8725 and the draft that follows it, what jjwt was
 * found to accept, and what JSON can do to a reader. Most are signed with the real key,
 * so that only Latchkey's own strictness stops them.
 */
final class Attacks {

	private final Map<String, String> tokens = new LinkedHashMap<>();

	private final String good;

	private Attacks(String good) {
		this.good = good;
	}

	/**
	 * Return all attacks by their names.
	 * @param forge what makes the tokens
	 * @param listener an address on which an attacker listens, to be asked for keys
	 */
	static Map<String, String> all(Forge forge, String listener) {
		Attacks attacks = new Attacks(forge.good());
		FormAttacks.add(attacks, forge);
		EncryptionAttacks.add(attacks, forge);
		AlgorithmAttacks.add(attacks, forge);
		HeaderAttacks.add(attacks, forge, listener);
		KeyAttacks.add(attacks, forge, listener);
		switch (forge.algorithm()) {
			case "ES256" -> SignatureAttacks.onEcdsa(attacks, forge);
			case "RS256" -> SignatureAttacks.onRsa(attacks, forge);
			case "EdDSA" -> SignatureAttacks.onEd25519(attacks, forge);
			default -> SignatureAttacks.onHmac(attacks, forge);
		}
		SignatureAttacks.onAny(attacks, forge);
		ClaimAttacks.add(attacks, forge);
		RangeAttacks.add(attacks, forge);
		TextAttacks.add(attacks, forge);
		return attacks.tokens;
	}

	void add(String name, String token) {
		if (token.equals(this.good) || this.tokens.put(name, token) != null) {
			throw new IllegalStateException(name);
		}
	}

}
