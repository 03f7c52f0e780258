package dev.latchkey.browser;

import java.util.Objects;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import dev.latchkey.harness.Latchkey;
import dev.latchkey.harness.Person;
import dev.latchkey.harness.RunsIn;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The page of the API in a real browser: it tries calls out, and the policy lets its
 * styles and icons in.
 */
class ApiPageTests {

	abstract static class Page {

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

		@Test
		void triesOutACallThatChangesSomething(Latchkey latchkey) {
			Person alice = latchkey.newPerson("USER");
			latchkey.login(alice);
			Visitor visitor = new Visitor(Objects.requireNonNull(chromium).browser(),
					"http://localhost:" + latchkey.port(), new Browser.NewContextOptions());
			visitor.signIn(alice);
			assertThat(visitor.heading()).containsText(alice.username());
			visitor.open("/swagger-ui/index.html");
			Locator call = visitor.page().locator("#operations-Own_sessions-endOtherSessions");
			call.locator(".opblock-summary-control").click();
			call.locator(".try-out__btn").click();
			call.locator(".execute").click();
			assertThat(call.locator(".live-responses-table tbody .response-col_status")).hasText("200");
			assertThat(call.locator(".live-responses-table tbody .response-col_description"))
				.containsText("\"ended\": 1");
			visitor.button("Authorize").click();
			assertThat(visitor.page().locator(".dialog-ux")).isVisible();
			visitor.page().locator(".dialog-ux .close-modal").click();
			visitor.page().locator(".models-control, .models button").first().click();
			visitor.context().close();
			assertThat(visitor.complaints()).isEmpty();
		}

	}

	@Nested
	@RunsIn(Latchkey.Mode.SESSION)
	class InSessionMode extends Page {

	}

	@Nested
	@RunsIn(Latchkey.Mode.JWT)
	class InJwtMode extends Page {

	}

}
