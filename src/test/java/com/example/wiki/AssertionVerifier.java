package com.example.wiki;

import java.net.URL;
import java.text.ParseException;
import java.util.Set;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;

/**
 * Verifies what Latchkey says of who is signed in. One is enough for an application: it
 * keeps the keys, and any number of threads may use it.
 */
class AssertionVerifier {

	private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();

	AssertionVerifier(URL keys, String issuer, String clientId) {
		JWKSource<SecurityContext> source = JWKSourceBuilder.<SecurityContext>create(keys).build();
		DefaultJWTClaimsVerifier<SecurityContext> claims = new DefaultJWTClaimsVerifier<>(clientId,
				new JWTClaimsSet.Builder().issuer(issuer).build(), Set.of("sub", "sid", "iat", "exp", "jti"));
		claims.setMaxClockSkew(5);
		this.processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(new JOSEObjectType("auth+jwt")));
		this.processor.setJWSKeySelector(new JWSVerificationKeySelector<>(JWSAlgorithm.ES256, source));
		this.processor.setJWTClaimsSetVerifier(claims);
	}

	/**
	 * Return who is signed in.
	 * @throws ParseException if the header holds no JWT: answer 401
	 * @throws BadJOSEException if the assertion is not Latchkey's, not for this
	 * application or not valid any more: answer 401
	 * @throws JOSEException if the keys cannot be fetched: answer 503
	 */
	JWTClaimsSet verify(String assertion) throws ParseException, BadJOSEException, JOSEException {
		return this.processor.process(assertion, null);
	}

}
