package dev.latchkey.mode.jwt;

import java.security.PublicKey;

import javax.crypto.SecretKey;

import dev.latchkey.attack.RealKey;
import io.jsonwebtoken.Claims;
import io.jsonwebtoken.JwtParser;
import io.jsonwebtoken.JwtParserBuilder;
import io.jsonwebtoken.Jwts;

/**
 * jjwt as its readme shows it.
 */
final class Plain {

	private final RealKey key;

	private final JwtParser parser;

	Plain(RealKey key) {
		this.key = key;
		JwtParserBuilder builder = Jwts.parser().requireIssuer("latchkey").requireAudience("latchkey");
		PublicKey publicKey = key.publicKey();
		this.parser = (publicKey != null) ? builder.verifyWith(publicKey).build()
				: builder.verifyWith((SecretKey) key.key()).build();
	}

	Claims read(String token) {
		return this.parser.parseSignedClaims(token).getPayload();
	}

	String sign(byte[] claims) {
		return Jwts.builder()
			.header()
			.type("at+jwt")
			.keyId(this.key.kid())
			.and()
			.content(claims)
			.signWith(this.key.key())
			.compact();
	}

}
