package dev.latchkey.browser;

import java.time.Duration;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import com.microsoft.playwright.Page;
import dev.latchkey.harness.Authenticator;
import dev.latchkey.harness.Latchkey;
import dev.latchkey.harness.Person;
import dev.latchkey.harness.RunsIn;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The pages that no path leads to, since forms answer with them: setting up a second
 * factor, signing in with it, and proving once more who one is. Looked over like all
 * others, {@link PageWalkTests}.
 */
@RunsIn(Latchkey.Mode.SESSION)
class FactorWalkTests {

	private static @Nullable Chromium chromium;

	@BeforeAll
	static void startTheBrowser() {
		chromium = Chromium.start();
	}

	@AfterAll
	static void stopTheBrowser() {
		if (chromium != null) {
			chromium.close();
		}
	}

	@ParameterizedTest
	@MethodSource("dev.latchkey.browser.Sight#all")
	void keepsNobodyOutOnTheWay(Sight sight, Latchkey latchkey) {
		Person alice = latchkey.newPerson("USER");
		Walk walk = new Walk(sight, sight.page(Objects.requireNonNull(chromium).browser(), latchkey),
				new LinkedHashMap<>());
		Sight.signIn(walk.page, alice);
		walk.page.navigate("/factors");
		walk.send("/factors/totp");
		walk.look("factors-totp");
		Authenticator app = new Authenticator(latchkey,
				Objects.requireNonNull(walk.page.locator("#secret").textContent()), List.of());
		walk.send("/factors/totp/confirm", "code", app.wrongCode());
		walk.look("factors-totp-wrong");
		walk.send("/factors/totp/confirm", "code", app.code());
		walk.look("factors-codes");
		walk.page.navigate("/factors");
		walk.look("factors-set-up");
		walk.page.navigate("/factors");
		age(latchkey, alice);
		walk.send("/factors/recovery-codes");
		walk.look("proof");
		walk.send("/factors/recovery-codes", "proof_password", "not-the-password");
		walk.look("proof-wrong");
		walk.send("/factors/recovery-codes", "proof_code", app.wrongCode());
		walk.look("proof-wrong-code");
		app.forgetUsed(alice.username());
		walk.send("/factors/recovery-codes", "proof_code", app.code());
		assertThat(walk.page.locator("#recovery-codes code").count()).isEqualTo(10);
		walk.send("/logout");
		Sight.signIn(walk.page, alice);
		walk.look("login-factor");
		walk.send("/login/factor", "code", app.wrongCode());
		walk.look("login-factor-wrong");
		walk.page.context().close();
		assertThat(walk.wrong).isEmpty();
	}

	private static void age(Latchkey latchkey, Person person) {
		latchkey.sql()
			.sql("update user_session set proved_at = ? where account_id = (select id from account where username = ?)")
			.params(latchkey.clock().instant().minus(Duration.ofHours(1)).atOffset(ZoneOffset.UTC), person.username())
			.update();
	}

	/**
	 * A page that leads to the next.
	 */
	private record Walk(Sight sight, Page page, Map<String, List<String>> wrong) {

		void send(String action, String... field) {
			String form = "form[action='" + action + "'] ";
			if (field.length > 0) {
				this.page.locator(form + "input[name=" + field[0] + "]").first().fill(field[1]);
			}
			this.page.evaluate("document.documentElement.dataset.left = ''");
			this.page.locator(form + "button:not([type=button])").first().click();
			this.page.locator("html:not([data-left])").waitFor();
		}

		void look(String picture) {
			List<String> found = this.sight.faults(this.page, picture);
			if (!found.isEmpty()) {
				this.wrong.put(picture, found);
			}
		}

	}

}
