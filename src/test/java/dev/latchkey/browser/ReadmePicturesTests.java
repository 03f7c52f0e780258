package dev.latchkey.browser;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Map;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import dev.latchkey.harness.Guide;
import dev.latchkey.harness.Latchkey;
import dev.latchkey.harness.RunsIn;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Makes the pictures of the README in {@code target/pages}, after a day of a small
 * company. Copy them to {@code src/docs/pictures} when pages look different.
 */
@Tag("full")
@ExtendWith(ChromiumExtension.class)
@RunsIn(value = Latchkey.Mode.SESSION, own = true, with = "latchkey.web.trusted-proxies=127.0.0.0/8,::1")
class ReadmePicturesTests {

	private static final Path PICTURES = Path.of("target/pages");

	private static final int WIDTH = 1080;

	private static final String PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 "
			+ "(KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1";

	private static final String LAPTOP = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

	/** How many sign in, in each hour of a day. */
	private static final int[] DAY = { 0, 0, 0, 0, 0, 1, 2, 5, 9, 6, 4, 3, 2, 5, 4, 3, 2, 2, 1, 0, 1, 0, 1, 0 };

	private static final List<String> PEOPLE = List.of("alice", "bela", "chidi", "daria", "edsger");

	@Test
	void showsADayOfASmallCompany(Latchkey latchkey, Visitors visitors) {
		String lines = """
				{"username":"alice","email":"alice@example.com","name":"Alice Ames"}
				{"username":"bela","email":"bela@example.com","name":"Béla Nagy"}
				{"username":"chidi","email":"chidi@example.com","name":"Chidi Eze"}
				{"username":"daria","email":"daria@example.com","name":"Daria Kowalska"}
				{"username":"edsger","email":"edsger@example.com","name":"Edsger de Wit"}
				""";
		PEOPLE.forEach((name) -> latchkey.admin()
			.post("/api/admin/users", Map.of("username", name, "password", Latchkey.PASSWORD))
			.expect(201));
		latchkey.admin()
			.call("POST", "/api/admin/users/import?existing=update")
			.body("application/x-ndjson", lines)
			.send()
			.expect(200);
		for (int hour = 0; hour < DAY.length; hour++) {
			latchkey.clock().advance(Duration.ofHours(1));
			for (int one = 0; one < DAY[hour]; one++) {
				String name = PEOPLE.get((hour + one) % PEOPLE.size());
				signIn(latchkey, name, (one % 4 == 3) ? "not-the-password" : Latchkey.PASSWORD);
			}
		}
		latchkey.forgetAdmin();
		for (String name : PEOPLE.subList(1, PEOPLE.size())) {
			latchkey.admin().post("/api/admin/users/" + name + "/logout").expect(200);
			signIn(latchkey, name, Latchkey.PASSWORD);
		}
		signIn(latchkey, "alice", Latchkey.PASSWORD);
		Page page = page(visitors, latchkey);
		Sight.signIn(page, Latchkey.ADMIN);
		page.navigate("/admin/overview");
		picture(page, "readme-overview", 660);
		page.navigate("/admin/users/alice");
		picture(page, "readme-user", 850);
	}

	@Test
	void areThoseThatTheReadmeShows() {
		assertThat(Guide.of("README.md").text()).contains("pictures/readme-overview.png", "pictures/readme-user.png");
		assertThat(Path.of("src/docs/pictures/readme-overview.png")).exists();
		assertThat(Path.of("src/docs/pictures/readme-user.png")).exists();
	}

	private static void signIn(Latchkey latchkey, String name, String password) {
		int number = PEOPLE.indexOf(name);
		latchkey.client()
			.call("POST", "/api/login")
			.header("X-Forwarded-For", "203.0.113." + (17 * number + 8))
			.header("User-Agent", (number % 2 == 0) ? PHONE : LAPTOP)
			.json(Map.of("username", name, "password", password))
			.send();
	}

	private static Page page(Visitors visitors, Latchkey latchkey) {
		Page page = visitors.page(latchkey,
				new Browser.NewContextOptions().setLocale("en")
					.setViewportSize(WIDTH, 720)
					.setUserAgent(LAPTOP)
					.setExtraHTTPHeaders(Map.of("X-Forwarded-For", "203.0.113.200")));
		page.clock().setFixedTime(Date.from(latchkey.clock().instant()));
		return page;
	}

	/**
	 * Take a picture that ends below something, and not in the midst of it.
	 */
	private static void picture(Page page, String name, int height) {
		page.setViewportSize(WIDTH, height);
		page.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve(name + ".png")));
		assertThat(Files.exists(PICTURES.resolve(name + ".png"))).isTrue();
	}

}
