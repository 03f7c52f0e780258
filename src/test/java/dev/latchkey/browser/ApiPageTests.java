package dev.latchkey.browser;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.latchkey.harness.Latchkey;
import dev.latchkey.harness.Person;
import dev.latchkey.harness.RunsIn;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

/**
 * The page of the API in a real browser: it tries calls out, and the policy lets its
 * styles and icons in.
 */
@ExtendWith(ChromiumExtension.class)
class ApiPageTests {

	private static final String PAGE = "/swagger-ui/index.html";

	abstract static class ApiPage {

		@Test
		void triesOutACallThatChangesSomething(Latchkey latchkey, Visitors visitors) {
			Person alice = latchkey.newPerson("USER");
			latchkey.login(alice);
			Visitor visitor = visitors.signedIn(latchkey, alice).open(PAGE);
			Locator call = call(visitor, "Own_sessions-endOtherSessions");
			call.locator(".execute").click();
			answers(call, "200", "\"ended\": 1");
			visitor.button("Authorize").click();
			assertThat(visitor.page().locator(".dialog-ux")).isVisible();
			visitor.page().locator(".dialog-ux .close-modal").click();
			visitor.page().locator(".models-control, .models button").first().click();
		}

		@Test
		void signsInWithoutAnyOtherPage(Latchkey latchkey, Visitors visitors) {
			Person alice = latchkey.newPerson("USER");
			Visitor visitor = visitors.at(latchkey).open(PAGE);
			Locator signIn = call(visitor, "Sign-in-signIn");
			signIn.locator(".body-param__text")
				.fill("{\"username\":\"%s\",\"password\":\"%s\"}".formatted(alice.username(), alice.password()));
			signIn.locator(".execute").click();
			answers(signIn, "200", "\"username\": \"" + alice.username() + "\"");
			if (latchkey.mode() == Latchkey.Mode.JWT) {
				authorize(visitor, latchkey.login(alice).credential());
			}
			Locator change = call(visitor, "Own_account-proveIdentity");
			change.locator(".body-param__text").fill("{\"password\":\"%s\"}".formatted(alice.password()));
			change.locator(".execute").click();
			answers(change, "204", "");
		}

		private static void authorize(Visitor visitor, String token) {
			visitor.button("Authorize").click();
			Locator bearer = visitor.page()
				.locator(".auth-container", new Page.LocatorOptions().setHasText("bearer (http, Bearer)"));
			bearer.locator("input").fill(token);
			bearer.locator("button.authorize").click();
			visitor.page().locator(".dialog-ux .close-modal").click();
		}

		private static Locator call(Visitor visitor, String name) {
			Locator call = visitor.page().locator("#operations-" + name);
			call.locator(".opblock-summary-control").click();
			call.locator(".try-out__btn").click();
			return call;
		}

		private static void answers(Locator call, String status, String body) {
			assertThat(call.locator(".live-responses-table tbody .response-col_status")).hasText(status);
			assertThat(call.locator(".live-responses-table tbody .response-col_description")).containsText(body);
		}

	}

	@Nested
	@RunsIn(Latchkey.Mode.SESSION)
	class InSessionMode extends ApiPage {

	}

	@Nested
	@RunsIn(Latchkey.Mode.JWT)
	class InJwtMode extends ApiPage {

	}

}
