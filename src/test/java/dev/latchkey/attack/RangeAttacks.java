package dev.latchkey.attack;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

import tools.jackson.databind.node.ObjectNode;

/**
 * Claims of the right type with values that are never issued, and tokens of other kinds
 * in place of access tokens; properly signed (RFC 8725, 2.7 to 2.9, 3.8, 3.9, 3.11,
 * 3.12).
 */
final class RangeAttacks {

	private RangeAttacks() {
	}

	static void add(Attacks attacks, Forge forge) {
		names(attacks, forge);
		times(attacks, forge);
		otherKinds(attacks, forge);
	}

	private static void names(Attacks attacks, Forge forge) {
		for (String name : List.of("iss", "aud", "client_id")) {
			String ours = forge.claims().get(name).asString();
			for (String other : List.of("", ours + "2", ours.toUpperCase(Locale.ROOT), " " + ours, ours + "/",
					ours + "\u0000", "https://" + ours, "*")) {
				attacks.add(name + " is '" + other + "'", forge.claiming((claims) -> claims.put(name, other)));
			}
		}
		attacks.add("no subject", forge.claiming((claims) -> claims.put("sub", "")));
		attacks.add("no name", forge.claiming((claims) -> claims.put("username", "")));
		for (String name : List.of("sid", "jti")) {
			for (String text : List.of("", "AAAA", "A".repeat(21) + "B", "A".repeat(43), "A".repeat(20) + "+A",
					"A".repeat(20) + "==", "A".repeat(21) + "\n", "../../latchkey/cutoff*")) {
				attacks.add(name + " is '" + text + "'", forge.claiming((claims) -> claims.put(name, text)));
			}
		}
	}

	private static void times(Attacks attacks, Forge forge) {
		long now = Instant.now().getEpochSecond();
		long iat = forge.claims().get("iat").asLong();
		claiming(attacks, forge, "from the future", (claims) -> claims.put("iat", now + 120).put("exp", now + 300));
		claiming(attacks, forge, "from far in the future",
				(claims) -> claims.put("iat", now + 30_000).put("exp", now + 30_001));
		claiming(attacks, forge, "over before it began", (claims) -> claims.put("exp", iat - 1));
		claiming(attacks, forge, "good for more than an hour", (claims) -> claims.put("exp", iat + 3601));
		claiming(attacks, forge, "good for years", (claims) -> claims.put("exp", iat + 100_000_000));
		claiming(attacks, forge, "from the beginning of time", (claims) -> claims.put("iat", 0));
		claiming(attacks, forge, "in milliseconds", (claims) -> claims.put("exp", iat * 1000 + 300_000));
		claiming(attacks, forge, "good for ever", (claims) -> claims.put("exp", Long.MAX_VALUE));
		claiming(attacks, forge, "a difference that is too great for its number",
				(claims) -> claims.put("iat", 0).put("exp", Long.MIN_VALUE));
		claiming(attacks, forge, "good for longer than the session",
				(claims) -> claims.put("session_expires_at", claims.get("exp").asLong() - 1));
		claiming(attacks, forge, "a session without end", (claims) -> claims.put("session_expires_at", Long.MAX_VALUE));
		claiming(attacks, forge, "a session from far away", (claims) -> claims.put("auth_time", Long.MAX_VALUE));
		claiming(attacks, forge, "an epoch below zero", (claims) -> claims.put("epoch", Long.MIN_VALUE));
	}

	private static void otherKinds(Attacks attacks, Forge forge) {
		claiming(attacks, forge, "one claim more", (claims) -> claims.put("nbf", 1));
		claiming(attacks, forge, "a scope beside", (claims) -> claims.put("scope", "everything"));
		claiming(attacks, forge, "an ID token", (claims) -> claims.put("nonce", "a").put("azp", "b").remove("sid"));
		claiming(attacks, forge, "an ID token with all the claims", (claims) -> claims.put("nonce", "a"));
		claiming(attacks, forge, "a logout token",
				(claims) -> claims.putObject("events").putObject("http://schemas.openid.net/event/backchannel-logout"));
		claiming(attacks, forge, "a client's assertion",
				(claims) -> claims.removeAll().put("iss", "shop").put("sub", "shop").put("aud", "latchkey"));
		claiming(attacks, forge, "a proof (RFC 9449)",
				(claims) -> claims.removeAll().put("htm", "GET").put("htu", "http://localhost/api/me"));
		claiming(attacks, forge, "an answer to an introspection (RFC 9701)",
				(claims) -> claims.set("token_introspection", forge.claims().put("active", true)));
		claiming(attacks, forge, "claims of a namespace", (claims) -> claims.put("https://latchkey.dev/admin", true));
	}

	private static void claiming(Attacks attacks, Forge forge, String name, Consumer<ObjectNode> change) {
		attacks.add(name, forge.claiming(change));
	}

}
