package dev.latchkey.oauth;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;

import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.latchkey.application.Application;
import dev.latchkey.application.ApplicationDirectory;
import dev.latchkey.crypto.Sha256;
import dev.latchkey.datastore.TimeColumns;
import dev.latchkey.grant.TestGrants;
import dev.latchkey.harness.Client;
import dev.latchkey.harness.Latchkey;
import dev.latchkey.harness.Person;
import dev.latchkey.harness.RunsIn;
import dev.latchkey.oauth.token.GrantedTokens;
import dev.latchkey.oauth.token.InvalidApplicationTokenException;
import dev.latchkey.session.Session;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What applications are given by a running service: a client with the published keys can
 * verify it, and it opens nothing here.
 */
class ApplicationTokensTests {

	private static final AtomicInteger NAMES = new AtomicInteger();

	abstract static class Tokens {

		private Latchkey latchkey;

		private Client client;

		private Session session;

		private Person alice;

		@BeforeEach
		void login(Latchkey started) {
			this.latchkey = started;
			this.alice = this.latchkey.newPerson("USER");
			this.client = this.latchkey.login(this.alice);
			this.session = TestGrants.session(this.latchkey, this.client);
		}

		@Test
		void areSignedAsTheApplicationWants() throws Exception {
			for (String algorithm : List.of("RS256", "ES256")) {
				Application application = register(algorithm);
				GrantedTokens tokens = given(application);
				SignedJWT access = verified(tokens.accessToken());
				assertThat(access.getHeader().toJSONObject())
					.isEqualTo(Map.of("typ", "at+jwt", "alg", "ES256", "kid", access.getHeader().getKeyID()));
				JWTClaimsSet claims = access.getJWTClaimsSet();
				assertThat(claims.getClaims()).containsOnlyKeys("iss", "aud", "client_id", "sub", "sid", "jti", "iat",
						"exp", "epoch", "grant_id", "grant_epoch", "scope", "auth_time", "amr");
				assertThat(claims.getAudience()).containsExactly(application.clientId());
				assertThat(claims.getSubject()).isEqualTo(this.session.accountId());
				assertThat(claims.getClaim("sid")).isEqualTo(this.session.handle());
				assertThat(claims.getClaim("scope")).isEqualTo("openid profile roles");
				SignedJWT id = verified(String.valueOf(tokens.idToken()));
				assertThat(id.getHeader().toJSONObject())
					.isEqualTo(Map.of("typ", "JWT", "alg", algorithm, "kid", id.getHeader().getKeyID()));
				JWTClaimsSet told = id.getJWTClaimsSet();
				assertThat(told.getClaims()).containsOnlyKeys("iss", "sub", "aud", "azp", "exp", "iat", "auth_time",
						"acr", "amr", "sid", "at_hash", "nonce", "preferred_username", "name", "roles");
				assertThat(told.getClaim("nonce")).isEqualTo(OauthNode.NONCE);
				assertThat(told.getClaim("preferred_username")).isEqualTo(this.alice.username());
				assertThat(told.getClaim("roles")).isEqualTo(List.of("USER"));
				assertThat(told.getClaim("auth_time")).isEqualTo(this.session.startedAt().getEpochSecond());
				assertThat(told.getIssuer()).isEqualTo(claims.getIssuer());
				GrantedTokens next = bean(ApplicationGrants.class).refresh(String.valueOf(tokens.refreshToken()),
						application, null);
				assertThat(verified(String.valueOf(next.idToken())).getJWTClaimsSet().getClaims())
					.doesNotContainKey("nonce")
					.containsEntry("auth_time", told.getClaim("auth_time"));
			}
		}

		@Test
		void sayWhatTheDirectoryKnowsOfTheProof() throws Exception {
			given(register("RS256"));
			this.latchkey.sql()
				.sql("update user_session set amr = 'mfa otp pwd', proved_at = ? where handle = ?")
				.params(TimeColumns.utc(this.session.startedAt().plusSeconds(7)), this.session.handle())
				.update();
			GrantedTokens tokens = given(register("ES256"));
			for (String token : new String[] { tokens.accessToken(), String.valueOf(tokens.idToken()) }) {
				assertThat(verified(token).getJWTClaimsSet().getClaims())
					.containsEntry("amr", List.of("mfa", "otp", "pwd"))
					.containsEntry("auth_time", this.session.startedAt().getEpochSecond() + 7);
			}
			assertThat(verified(String.valueOf(tokens.idToken())).getJWTClaimsSet().getClaims()).containsEntry("acr",
					"2");
		}

		@Test
		void openNothingHere() {
			GrantedTokens tokens = given(register("RS256"));
			for (String token : new String[] { tokens.accessToken(), tokens.idToken(), tokens.refreshToken() }) {
				for (String path : List.of("/api/me", "/api/me/sessions")) {
					this.latchkey.client().withBearer(token).get(path).expectProblem(401, "invalid-token");
					this.latchkey.client()
						.withCookie(Client.COOKIE, token)
						.get(path)
						.expectProblem(401, "invalid-token");
				}
			}
			// and what opens Latchkey is nothing that an application was given
			assertThat(bean(ApplicationTokens.class).inspect(this.client.credential())).isNull();
			assertThatExceptionOfType(InvalidApplicationTokenException.class)
				.isThrownBy(() -> bean(ApplicationTokens.class).open(this.client.credential()));
		}

		@Test
		void areOverWithTheApplication() {
			Application application = register("ES256");
			GrantedTokens kept = given(register("ES256"));
			GrantedTokens tokens = given(application);
			assertThat(bean(ApplicationTokens.class).open(tokens.accessToken()).session()).isEqualTo(this.session);
			this.latchkey.admin().delete("/api/admin/applications/" + application.clientId()).expect(204);
			isOver(application, tokens);
			bean(ApplicationTokens.class).open(kept.accessToken());
		}

		@Test
		void areOverWhenTheApplicationSpeaksOpenIdConnectNoLonger() {
			Application application = register("ES256");
			GrantedTokens tokens = given(application);
			String path = "/api/admin/applications/" + application.clientId();
			this.latchkey.admin().patch(path, Collections.singletonMap("oidc", null)).expect(200);
			isOver(application, tokens);
			this.latchkey.admin()
				.patch(path, Map.of("oidc", Map.of("redirect_uris", List.of(OauthNode.URI), "public", true)))
				.expect(200);
			isOver(application, tokens);
			Application again = bean(ApplicationDirectory.class).byClientId(application.clientId());
			assertThat(bean(ApplicationTokens.class).open(given(again).accessToken()).session())
				.isEqualTo(this.session);
		}

		@Test
		void areOverWhenThePersonSignsOut() {
			Application application = register("RS256");
			GrantedTokens tokens = given(application);
			this.client.post("/api/logout").expect(204);
			assertThatExceptionOfType(dev.latchkey.session.SessionEndedException.class)
				.isThrownBy(() -> bean(ApplicationTokens.class).open(tokens.accessToken()));
			assertThatExceptionOfType(InvalidGrantException.class).isThrownBy(() -> bean(ApplicationGrants.class)
				.refresh(String.valueOf(tokens.refreshToken()), application, null));
		}

		@Test
		void leaveAnEventWhereACodeComesAgain() {
			Application application = register("RS256");
			String code = code(application);
			redeem(code, application);
			this.latchkey.sql()
				.sql("update application_grant set redeemed_at = redeemed_at - interval '11' second where code_hash = ?")
				.param(Sha256.base64Url(code))
				.update();
			assertThatExceptionOfType(InvalidGrantException.class).isThrownBy(() -> redeem(code, application));
			String query = "/api/admin/events?type=application_token_reuse&subject=" + this.alice.username();
			Awaitility.await().untilAsserted(() -> {
				JsonNode events = this.latchkey.admin().get(query).expect(200).json().get("events");
				assertThat(events).hasSize(1);
				assertThat(events.get(0).get("reason").asString()).isEqualTo("code_reuse");
				assertThat(events.get(0).get("actor").asString()).isEqualTo("application/" + application.clientId());
				assertThat(events.get(0).get("handle").asString()).isEqualTo(this.session.handle());
			});
		}

		private void isOver(Application application, GrantedTokens tokens) {
			assertThatExceptionOfType(InvalidApplicationTokenException.class)
				.isThrownBy(() -> bean(ApplicationTokens.class).open(tokens.accessToken()));
			assertThatExceptionOfType(InvalidGrantException.class).isThrownBy(() -> bean(ApplicationGrants.class)
				.refresh(String.valueOf(tokens.refreshToken()), application, null));
		}

		private Application register(String algorithm) {
			String clientId = "tokens-" + this.latchkey.mode().name().toLowerCase(Locale.ROOT) + "-"
					+ NAMES.incrementAndGet();
			this.latchkey.admin()
				.post("/api/admin/applications",
						Map.of("client_id", clientId, "name", clientId, "oidc",
								Map.of("redirect_uris", List.of(OauthNode.URI), "public", true, "id_token_algorithm",
										algorithm)))
				.expect(201);
			return bean(ApplicationDirectory.class).byClientId(clientId);
		}

		private GrantedTokens given(Application application) {
			return redeem(code(application), application);
		}

		private String code(Application application) {
			return bean(ApplicationGrants.class).issueCode(this.session, application,
					new CodeRequest(OauthNode.URI, Sha256.base64Url(OauthNode.VERIFIER),
							new TreeSet<>(Set.of("openid", "profile", "roles")), OauthNode.NONCE));
		}

		private GrantedTokens redeem(String code, Application application) {
			return bean(ApplicationGrants.class).redeem(code, application, OauthNode.URI, OauthNode.VERIFIER);
		}

		private <T> T bean(Class<T> type) {
			return this.latchkey.bean(type);
		}

		private SignedJWT verified(String text) throws Exception {
			SignedJWT token = SignedJWT.parse(text);
			JWK key = JWKSet.parse(this.latchkey.client().get("/.well-known/jwks.json").expect(200).body())
				.getKeyByKeyId(token.getHeader().getKeyID());
			JWSVerifier verifier = token.getHeader().getAlgorithm().getName().equals("RS256")
					? new RSASSAVerifier(key.toRSAKey()) : new ECDSAVerifier(key.toECKey());
			assertThat(token.verify(verifier)).isTrue();
			return token;
		}

	}

	@Nested
	@RunsIn(Latchkey.Mode.SESSION)
	class InSessionMode extends Tokens {

	}

	@Nested
	@RunsIn(Latchkey.Mode.JWT)
	class InJwtMode extends Tokens {

	}

}
