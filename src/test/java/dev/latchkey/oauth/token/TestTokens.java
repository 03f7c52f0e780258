package dev.latchkey.oauth.token;

import java.time.Clock;
import java.util.List;

import dev.latchkey.account.KnownProfiles;
import dev.latchkey.crypto.DerivedKeys;
import dev.latchkey.key.IssuerSettings;
import dev.latchkey.key.KeyRing;
import dev.latchkey.url.PublicUrl;
import dev.latchkey.url.TestIssuers;

/**
 * What writes and verifies the tokens of applications, without an application.
 *
 * @param keys what they are signed with
 * @param issuer in whose name
 * @param clock tells the present time
 */
public record TestTokens(KeyRing keys, TokenIssuer issuer, Clock clock) {

	public static TestTokens with(KeyRing keys, Clock clock) {
		PublicUrl publicUrl = new PublicUrl(List.of("https://login.example.com"), "");
		return new TestTokens(keys,
				new TokenIssuer(TestIssuers.of(publicUrl), publicUrl, new IssuerSettings("latchkey")), clock);
	}

	public GrantedTokensWriter writer(KnownProfiles profiles, DerivedKeys derived) {
		return new GrantedTokensWriter(new ApplicationTokenWriter(this.keys, this.issuer, this.clock),
				new IdTokenWriter(this.keys, new PersonClaims(profiles)), derived);
	}

	public ApplicationTokenVerifier verifier() {
		return new ApplicationTokenVerifier(this.keys, this.issuer, this.clock);
	}

}
