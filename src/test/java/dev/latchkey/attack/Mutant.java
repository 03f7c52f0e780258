package dev.latchkey.attack;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Changes to a good token: first its JSON is changed and signed again with the right key,
 * then its text is changed.
 *
 * @param header changes to the header
 * @param claims changes to the claims
 * @param text changes to what has been signed
 */
record Mutant(List<Edit> header, List<Edit> claims, List<Edit> text) {

	/**
	 * Make the token.
	 * @param forge the good token and its key
	 * @param other another good token of the same key, to take parts from
	 */
	String of(Forge forge, Forge other) {
		String token = forge.good();
		if (!this.header.isEmpty() || !this.claims.isEmpty()) {
			String json = forge.header();
			for (Edit edit : this.header) {
				json = edit.apply(json, other.header());
			}
			// each char a byte, so that edits may spoil the encoding
			String payload = new String(forge.payload(), StandardCharsets.ISO_8859_1);
			for (Edit edit : this.claims) {
				payload = edit.apply(payload, new String(other.payload(), StandardCharsets.ISO_8859_1));
			}
			token = forge.key().token(json, payload.getBytes(StandardCharsets.ISO_8859_1));
		}
		for (Edit edit : this.text) {
			token = edit.apply(token, other.good());
		}
		return token;
	}

	/**
	 * One change.
	 */
	interface Edit {

		/**
		 * Change a text.
		 * @param text the text
		 * @param other another text of the same kind, to take parts from
		 */
		String apply(String text, String other);

	}

}
