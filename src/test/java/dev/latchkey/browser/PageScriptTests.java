package dev.latchkey.browser;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Clock;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import dev.latchkey.harness.Latchkey;
import dev.latchkey.harness.Person;
import dev.latchkey.harness.RunsIn;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the script adds to the pages: times in the reader's zone, a countdown, passwords
 * that are shown, and secrets that are copied. Passkeys have tests of their own.
 */
@ExtendWith(ChromiumExtension.class)
@RunsIn(Latchkey.Mode.SESSION)
class PageScriptTests {

	private static final ZoneId ZONE = ZoneId.of("Asia/Kathmandu");

	private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("dd.MM.uuuu, HH:mm", Locale.ROOT)
		.withZone(ZONE);

	@Test
	void showsTimesInTheZoneOfTheReader(Latchkey latchkey, Visitors visitors) {
		Page page = page(visitors, latchkey);
		page.clock().install();
		signIn(page, latchkey);
		page.navigate("/devices");
		Locator started = page.locator("main .current time:not([data-ago])");
		assertThat(started).hasText(local(started));
		Locator seen = page.locator("main .current time[data-ago]");
		page.clock().fastForward(Duration.ofMinutes(125).toMillis());
		assertThat(seen).hasText("vor 2 Stunden");
		assertThat(seen).hasAttribute("title", local(seen));
		page.clock().fastForward(Duration.ofDays(8).toMillis());
		assertThat(seen).hasText(local(seen));
		assertThat(seen).hasAttribute("title", "vor 8 Tagen");
	}

	private static String local(Locator time) {
		return LOCAL.format(Instant.parse(time.getAttribute("datetime")));
	}

	@Test
	void countsDownUntilOneMayTryAgain(Latchkey latchkey, Visitors visitors) {
		Page page = page(visitors, latchkey);
		page.clock().install(new Clock.InstallOptions().setTime(0));
		page.clock().pauseAt(1_000);
		// no budget is ever used up here, so the page says it as it would if one were
		page.route("**/login", (route) -> {
			APIResponse answer = route.fetch();
			route.fulfill(new Route.FulfillOptions().setResponse(answer)
				.setBody(answer.text()
					.replace("<form method=\"post\" action=\"/login\"",
							"<p role=\"alert\">Noch <span data-wait=\"150\">3 Minuten</span>.</p>"
									+ "<form method=\"post\" action=\"/login\"")));
		});
		page.navigate("/login");
		Locator waiting = page.locator("[role=alert]");
		page.clock().runFor(2_000);
		assertThat(waiting).hasText("Noch 3 Minuten.");
		page.clock().runFor(60_000);
		assertThat(waiting).hasText("Noch 88 Sekunden.");
		page.clock().runFor(87_000);
		assertThat(waiting).hasText("Noch 1 Sekunde.");
		page.clock().runFor(2_000);
		assertThat(waiting).hasText("Sie können es jetzt wieder versuchen.");
	}

	@Test
	void showsAPasswordAndSendsItHidden(Latchkey latchkey, Visitors visitors) {
		Page page = page(visitors, latchkey);
		page.navigate("/login");
		Locator password = page.locator("#password");
		page.getByText("Passwort anzeigen").click();
		assertThat(password).hasAttribute("type", "text");
		page.getByText("Passwort verbergen").click();
		assertThat(password).hasAttribute("type", "password");
		page.getByText("Passwort anzeigen").click();
		page.evaluate("document.forms[0].addEventListener('submit', (event) => event.preventDefault())");
		page.locator("#username").fill("alice");
		password.fill("not-the-password");
		password.press("Enter");
		assertThat(password).hasAttribute("type", "password");
	}

	@Test
	void copiesSecretsAsTheyAre(Latchkey latchkey, Visitors visitors) {
		Page page = page(visitors, latchkey);
		page.context().grantPermissions(List.of("clipboard-read", "clipboard-write"));
		signIn(page, latchkey);
		page.navigate("/factors");
		page.locator("form[action='/factors/totp'] button").click();
		page.locator("main summary").click();
		page.getByText("Kopieren").click();
		assertThat(page.locator(".copy")).hasText("Kopiert");
		assertThat(page.evaluate("navigator.clipboard.readText()")).isEqualTo(page.locator("#secret").textContent());
	}

	private static void signIn(Page page, Latchkey latchkey) {
		Person alice = latchkey.newPerson("USER");
		Sight.signIn(page, alice);
	}

	private static Page page(Visitors visitors, Latchkey latchkey) {
		return visitors.page(latchkey, new Browser.NewContextOptions().setLocale("de").setTimezoneId(ZONE.getId()));
	}

}
