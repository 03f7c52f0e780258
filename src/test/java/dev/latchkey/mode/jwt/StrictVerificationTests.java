package dev.latchkey.mode.jwt;

import java.util.Map;

import dev.latchkey.harness.Client;
import dev.latchkey.harness.Latchkey;
import dev.latchkey.harness.RunsIn;
import dev.latchkey.mode.InvalidCredential;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@RunsIn(Latchkey.Mode.JWT)
class StrictVerificationTests {

	private Latchkey latchkey;

	private AccessTokens tokens;

	private Forge forge;

	@BeforeEach
	void signIn(Latchkey started) {
		this.latchkey = started;
		this.tokens = started.bean(AccessTokens.class);
		this.forge = new Forge(started.admin().credential(), started.bean(KeyRing.class).current());
	}

	@Test
	void acceptsWhatTheForgeDidNotSpoil() {
		String again = this.forge.claiming((claims) -> {
		});
		assertThat(again).isNotEqualTo(this.forge.good());
		assertThat(this.tokens.read(again)).isEqualTo(this.tokens.read(this.forge.good()));
		assertThat(this.tokens.read(this.forge.claiming((claims) -> claims.put("must_change_password", true)))
			.session()
			.mustChangePassword()).isTrue();
	}

	@Test
	void refusesEveryForgedToken() {
		Map<String, String> forged = new ForgedTokens(this.forge).all();
		assertThat(forged).hasSizeGreaterThan(250);
		SoftAssertions
			.assertSoftly((all) -> forged.forEach((what, token) -> all.assertThatThrownBy(() -> this.tokens.read(token))
				.as(what)
				.isExactlyInstanceOf(InvalidCredential.class)));
	}

	@Test
	void answersEveryForgedTokenInTheSameWay() {
		Client client = this.latchkey.client();
		new ForgedTokens(this.forge).all().forEach((what, token) -> {
			client.call("GET", "/api/me")
				.header("Authorization", "Bearer " + token)
				.send()
				.expectProblem(401, "invalid-token");
			if (!token.contains(" ") && !token.contains("\"") && !token.contains(",")) {
				client.copy().withCookie(Client.COOKIE, token).get("/api/me").expectProblem(401, "invalid-token");
			}
			client.copy().post("/api/refresh", Map.of("refresh_token", token)).expectProblem(401, "invalid-token");
			client.copy().post("/api/logout", Map.of("refresh_token", token)).expect(204);
		});
		this.latchkey.client().withBearer(this.forge.good()).get("/api/me").expect(200);
	}

	@ParameterizedTest
	@ValueSource(strings = { " ", "\t", "\n", "\u0000", "ä.ö.ü", "\uD83D\uDE00" })
	void refusesWhatCannotEvenBeSent(String token) {
		refuses(token);
		refuses(token + this.forge.good());
		refuses(this.forge.good() + token);
		refuses(this.forge.good().replace(".", token));
		refuses("");
	}

	@Test
	void readsNothingOfATokenThatIsTooLong() {
		refuses("A".repeat(100_000_000));
		refuses(this.forge.part(0) + "." + "A".repeat(100_000_000) + "." + this.forge.part(2));
	}

	@Test
	void refusesTheOtherAlphabet() {
		String token = this.forge.good();
		while (!token.contains("-") || !token.contains("_")) {
			token = this.forge.claiming((claims) -> {
			});
		}
		assertThat(this.tokens.read(token)).isNotNull();
		refuses(token.replace('-', '+'));
		refuses(token.replace('_', '/'));
	}

	@Test
	void refusesAnotherSpellingOfATokenThatItKnows() {
		String good = this.forge.good();
		assertThat(this.tokens.read(good)).isSameAs(this.tokens.read(good));
		new ForgedTokens(this.forge).all()
			.entrySet()
			.stream()
			.filter((entry) -> entry.getKey().matches("(padding|other last bits|the other s|a dot).*"))
			.forEach((entry) -> refuses(entry.getValue()));
	}

	private void refuses(String token) {
		assertThatExceptionOfType(InvalidCredential.class).isThrownBy(() -> this.tokens.read(token));
	}

}
