package dev.latchkey.browser;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.latchkey.harness.Latchkey;
import dev.latchkey.harness.Person;
import dev.latchkey.harness.Repetitions;
import dev.latchkey.harness.RunsIn;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The page that imports users, in a real browser, with and without its script.
 */
@RunsIn(Latchkey.Mode.SESSION)
class ImportPageTests {

	private static final String FILE = "A file, as CSV with a line that names the columns, or as JSON lines";

	private static final String TEXT = "Users, as CSV with a line that names the columns, or as JSON lines";

	private static final String TRY = "Only try it: change nothing";

	/** Notes what stands below the progress bar when it first shows. */
	private static final String NOTE_PROGRESS = """
			() => new MutationObserver(() => {
				const seen = document.documentElement.dataset;
				if (!seen.seen && document.querySelector("progress").checkVisibility()) {
					seen.seen = document.querySelector("[data-import-lines]").textContent;
				}
			}).observe(document.querySelector("form[data-import]"), { attributes: true, childList: true, subtree: true })
			""";

	private static @Nullable Chromium chromium;

	@TempDir
	@SuppressWarnings("NullAway.Init")
	private Path directory;

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

	private static Visitor visitor(Latchkey latchkey, Person person, Browser.NewContextOptions options) {
		Visitor visitor = new Visitor(Objects.requireNonNull(chromium).browser(), "http://localhost:" + latchkey.port(),
				options)
			.signIn(person);
		assertThat(visitor.heading()).isVisible();
		return visitor.open("/admin/users/import");
	}

	private static Locator result(Visitor visitor) {
		return visitor.page().locator("[data-import-result]");
	}

	private static void isOpenToAll(Visitor visitor) {
		assertThat(Look.at(visitor.page())).isEmpty();
		assertThat(new AxeBuilder(visitor.page()).setLegacyMode(true).analyze().getViolations()).isEmpty();
	}

	@Test
	void sendsALongFileAndCountsItsLines(Latchkey latchkey) throws IOException {
		int lines = Repetitions.full() ? 100_000 : 20_000;
		Path file = Files.writeString(this.directory.resolve("people.csv"),
				IntStream.range(0, lines)
					.mapToObj((i) -> (i % 50 == 7) ? "a/b,no name" : "long-file-" + i + ",Person " + i)
					.collect(Collectors.joining("\n", "username,name\n", "\n")));
		int failed = lines / 50;
		Visitor admin = visitor(latchkey, Latchkey.ADMIN,
				new Browser.NewContextOptions().setViewportSize(390, 844).setColorScheme(ColorScheme.DARK));
		admin.field(FILE).setInputFiles(file);
		// a short import is over before a test can look
		admin.page().evaluate(NOTE_PROGRESS);
		admin.button("Import").click();
		assertThat(result(admin)).isFocused();
		assertThat(result(admin)).containsText("Nothing was changed.");
		assertThat(result(admin))
			.containsText("%,d created, 0 updated, 0 skipped, %,d failed".formatted(lines - failed, failed));
		assertThat(admin.page().locator("progress")).isHidden();
		assertThat((String) admin.page().evaluate("document.documentElement.dataset.seen"))
			.isEqualTo("0 of %,d lines done".formatted(lines + 1));
		Locator rows = result(admin).locator("tbody tr");
		assertThat(rows).hasCount(200);
		assertThat(rows.first()).containsText("9");
		assertThat(rows.first()).containsText("a/b");
		assertThat(rows.first()).containsText("The name is missing, or not allowed.");
		assertThat(result(admin)).containsText("These are the first 200.");
		isOpenToAll(admin);
		Download all = admin.page().waitForDownload(() -> admin.link("All lines that failed, as JSON lines").click());
		assertThat(Files.readAllLines(all.path())).hasSize(failed)
			.first()
			.isEqualTo("{\"line\":9,\"username\":\"a/b\",\"error\":\"invalid-username\"}");
		admin.context().close();
		assertThat(admin.complaints()).isEmpty();
	}

	@Test
	void importsWhatWasTriedAndUpdatesIt(Latchkey latchkey) throws IOException {
		Person boss = latchkey.newPerson("ADMIN");
		String name = "tried-" + boss.username();
		Path file = Files.writeString(this.directory.resolve("people.ndjson"),
				"{\"username\":\"%s\",\"name\":\"Tried\"}\n{\"shoe_size\":43}\n".formatted(name));
		Visitor admin = visitor(latchkey, boss, new Browser.NewContextOptions());
		admin.field(FILE).setInputFiles(file);
		admin.button("Import").click();
		assertThat(result(admin)).containsText("1 created, 0 updated, 0 skipped, 1 failed");
		assertThat(result(admin)).containsText("There is no such field.");
		latchkey.admin().get("/api/admin/users/" + name).expect(404);
		// the file stays chosen
		admin.field(TRY).uncheck();
		admin.button("Import").click();
		assertThat(admin.page().getByText("Nothing was changed.")).isHidden();
		assertThat(admin.page().getByText("1 created, 0 updated, 0 skipped, 1 failed")).isVisible();
		assertThat(latchkey.admin().get("/api/admin/users/" + name).expect(200).text("/name")).isEqualTo("Tried");
		admin.field("Users who exist").selectOption("skip");
		admin.button("Import").click();
		assertThat(result(admin)).containsText("0 created, 0 updated, 1 skipped, 1 failed");
		admin.field("Users who exist").selectOption("update");
		admin.button("Import").click();
		assertThat(result(admin)).containsText("0 created, 1 updated, 0 skipped, 1 failed");
		admin.context().close();
		assertThat(admin.complaints()).isEmpty();
	}

	@Test
	void sendsWhatWasPastedHoweverLongItIs(Latchkey latchkey) {
		Visitor admin = visitor(latchkey, Latchkey.ADMIN, new Browser.NewContextOptions());
		admin.button("Import").click();
		assertThat(admin.notice()).hasText("Choose a file, or type users in.");
		assertThat(admin.field(TEXT)).isFocused();
		assertThat(result(admin)).isHidden();
		admin.field(TEXT)
			.fill(IntStream.range(0, 2_000)
				.mapToObj((i) -> "pasted-" + i)
				.collect(Collectors.joining("\n", "username\n", "")));
		admin.button("Import").click();
		assertThat(result(admin)).containsText("2,000 created");
		admin.field(TEXT).fill("shoe_size\n43");
		admin.button("Import").click();
		assertThat(admin.notice()).hasText("Nothing was imported: the first line names a column that is not known.");
		assertThat(result(admin)).isHidden();
		admin.context().close();
	}

	@Test
	void asksForAProofAndKeepsTheFile(Latchkey latchkey) throws IOException {
		Person boss = latchkey.newPerson("ADMIN");
		String name = "proved-" + boss.username();
		Path file = Files.writeString(this.directory.resolve("people.csv"), "username\n" + name + "\n");
		Visitor admin = visitor(latchkey, boss, new Browser.NewContextOptions());
		latchkey.sql()
			.sql("update user_session set proved_at = proved_at - interval '2' hour where account_id in "
					+ "(select id from account where username = ?)")
			.param(boss.username())
			.update();
		admin.field(FILE).setInputFiles(file);
		admin.field(TRY).uncheck();
		admin.button("Import").click();
		assertThat(admin.notice()).hasText("Nothing was changed: to import users, show once more who you are.");
		isOpenToAll(admin);
		Page proof = admin.context().waitForPage(() -> admin.link("Show who I am").click());
		proof.getByLabel("Password", new Page.GetByLabelOptions().setExact(true)).fill(boss.password());
		proof.getByText("Go on").click();
		proof.waitForURL("**/admin/users/import");
		admin.button("Import").click();
		assertThat(result(admin)).containsText("1 created");
		latchkey.admin().get("/api/admin/users/" + name).expect(200);
		admin.context().close();
	}

	@Test
	void worksWithoutItsScript(Latchkey latchkey) {
		Visitor admin = visitor(latchkey, Latchkey.ADMIN, new Browser.NewContextOptions().setJavaScriptEnabled(false));
		assertThat(admin.field(FILE)).isHidden();
		assertThat(admin.page().locator("main")).containsText("Up to 16 KB.");
		admin.field(TEXT).fill("username\nplain-one\na/b\n");
		admin.button("Import").click();
		assertThat(result(admin)).containsText("1 created, 0 updated, 0 skipped, 1 failed");
		assertThat(result(admin).locator("tbody tr")).hasCount(1);
		assertThat(result(admin).locator("tbody tr")).containsText("The name is missing, or not allowed.");
		assertThat(admin.field(TEXT)).hasValue("username\nplain-one\na/b\n");
		admin.field(TEXT).fill("username\n" + String.join("\n", List.of("x".repeat(9_000), "y".repeat(9_000))));
		admin.button("Import").click();
		assertThat(admin.heading()).hasText("The request is too large");
		assertThat(admin.page().locator("main")).containsText("longer than the 16 KB that a form holds");
		admin.context().close();
	}

}
