package dev.latchkey.browser;

import java.util.List;
import java.util.Objects;

import dev.latchkey.harness.Authenticator;
import dev.latchkey.harness.Latchkey;
import dev.latchkey.harness.Person;
import dev.latchkey.harness.RunsIn;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The pages that no path leads to, since forms answer with them: setting up a second
 * factor, signing in with it, and proving once more who one is. Looked over like all
 * others, {@link PageWalkTests}.
 */
@ExtendWith(ChromiumExtension.class)
@RunsIn(Latchkey.Mode.SESSION)
class FactorWalkTests {

	@ParameterizedTest
	@MethodSource("dev.latchkey.browser.Sight#all")
	void keepsNobodyOutOnTheWay(Sight sight, Latchkey latchkey, Visitors visitors) {
		Person alice = latchkey.newPerson("USER");
		Walk walk = Walk.of(sight, visitors, latchkey);
		Sight.signIn(walk.page(), alice);
		walk.open("/factors");
		walk.send("/factors/totp");
		walk.look("factors-totp");
		Authenticator app = new Authenticator(latchkey,
				Objects.requireNonNull(walk.page().locator("#secret").textContent()), List.of());
		walk.send("/factors/totp/confirm", "code", app.wrongCode());
		walk.look("factors-totp-wrong");
		walk.send("/factors/totp/confirm", "code", app.code());
		walk.look("factors-codes");
		walk.open("/factors");
		walk.look("factors-set-up");
		walk.open("/factors");
		Visitors.ageProof(latchkey, alice);
		walk.send("/factors/recovery-codes");
		walk.look("proof");
		walk.send("/factors/recovery-codes", "proof_password", "not-the-password");
		walk.look("proof-wrong");
		walk.send("/factors/recovery-codes", "proof_code", app.wrongCode());
		walk.look("proof-wrong-code");
		app.forgetUsed(alice.username());
		walk.send("/factors/recovery-codes", "proof_code", app.code());
		assertThat(walk.page().locator("#recovery-codes code").count()).isEqualTo(10);
		walk.send("/logout");
		Sight.signIn(walk.page(), alice);
		walk.look("login-factor");
		walk.send("/login/factor", "code", app.wrongCode());
		walk.look("login-factor-wrong");
		assertThat(walk.wrong()).isEmpty();
	}

	@ParameterizedTest
	@MethodSource("dev.latchkey.browser.Sight#all")
	void keepsNobodyOutOfPasskeys(Sight sight, Latchkey latchkey, Visitors visitors) {
		Person alice = latchkey.newPerson("USER");
		Walk walk = Walk.of(sight, visitors, latchkey);
		Sight.signIn(walk.page(), alice);
		walk.open("/factors");
		if (sight.script()) {
			Passkeys.plugInto(walk.page());
			walk.page().locator("#passkey-name").fill("Phone");
			walk.page().locator("form[data-passkey=add] > button").click();
			walk.await("[data-passkey-codes]");
			walk.look("factors-passkey-codes");
		}
		else {
			Passkeys.pretend(latchkey, alice);
		}
		walk.open("/factors");
		assertThat(walk.page().locator("main li h3").count()).isOne();
		walk.look("factors-passkeys");
		assertThat(walk.wrong()).isEmpty();
	}

}
