package dev.latchkey.oidc;

import java.util.Map;

import dev.latchkey.harness.Client;
import dev.latchkey.harness.Latchkey;
import dev.latchkey.harness.Person;
import dev.latchkey.harness.RelyingParty;
import dev.latchkey.harness.RunsIn;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An application says by an ID token whom it expects (OpenID Connect Core 1.0, 3.1.2.1):
 * it is told of no other user.
 */
@RunsIn(Latchkey.Mode.SESSION)
class IdTokenHintTests {

	private RelyingParty application;

	private Person alice;

	private Client browserOfAlice;

	private Client browserOfBob;

	private String hint;

	@BeforeEach
	void use(Latchkey latchkey) {
		this.application = RelyingParty.at(latchkey, Map.of());
		this.alice = latchkey.newPerson("USER");
		this.browserOfAlice = latchkey.client();
		this.browserOfAlice.loginByForm(this.alice).expect(303);
		this.browserOfBob = latchkey.client();
		this.browserOfBob.loginByForm(latchkey.newPerson("USER")).expect(303);
		this.hint = idToken(this.application, this.browserOfAlice);
	}

	private static String idToken(RelyingParty application, Client browser) {
		return application.redeem(application.code(browser)).expect(200).text("/id_token");
	}

	@Test
	void isAnsweredWithACodeForThePersonItNames() {
		assertThat(this.application.code(this.browserOfAlice, "id_token_hint", this.hint)).isNotEmpty();
		assertThat(this.application.code(this.browserOfAlice, "id_token_hint", this.hint, "prompt", "none"))
			.isNotEmpty();
	}

	@Test
	void isAnsweredWithNoCodeForAnyoneElse() {
		assertThat(this.application
			.answered(this.application.authorize(this.browserOfBob, "id_token_hint", this.hint, "prompt", "none")))
			.containsEntry("error", "login_required")
			.doesNotContainKey("code");
	}

	@Test
	void leadsAnyoneElseToTheLoginOnce() {
		String login = this.application.authorize(this.browserOfBob, "id_token_hint", this.hint)
			.expect(303)
			.header("Location")
			.orElseThrow();
		assertThat(login).startsWith("/login?");
		String back = RelyingParty.parameters("http://localhost" + login).get("continue");
		assertThat(this.application.answered(this.browserOfAlice.browse(back))).containsKey("code");
	}

	@Test
	void tellsTheApplicationWhereAnotherSignsInAgain() {
		Person bob = this.application.latchkey().newPerson("USER");
		String login = this.application.authorize(this.browserOfBob, "id_token_hint", this.hint)
			.expect(303)
			.header("Location")
			.orElseThrow();
		String back = RelyingParty.parameters("http://localhost" + login).get("continue");
		// without a login it is asked for again
		assertThat(this.browserOfBob.browse(back).expect(303).header("Location").orElseThrow()).startsWith("/login?");
		this.browserOfBob.loginByForm(bob, "continue", back).expect(200);
		assertThat(this.application.answered(this.browserOfBob.browse(back))).containsEntry("error", "login_required")
			.doesNotContainKey("code");
		this.browserOfBob.loginByForm(this.alice, "continue", back).expect(200);
		assertThat(this.application.answered(this.browserOfBob.browse(back))).containsKey("code");
	}

	@Test
	void saysNothingWhereItWasGivenToAnotherApplicationOrIsNone() {
		RelyingParty other = RelyingParty.at(this.application.latchkey(), Map.of());
		for (String none : new String[] { idToken(other, this.browserOfAlice), this.hint + "x", "x.y.z" }) {
			assertThat(this.application.code(this.browserOfBob, "id_token_hint", none)).isNotEmpty();
		}
	}

}
