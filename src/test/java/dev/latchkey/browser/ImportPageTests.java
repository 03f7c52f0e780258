package dev.latchkey.browser;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.ColorScheme;
import dev.latchkey.harness.Authenticator;
import dev.latchkey.harness.Latchkey;
import dev.latchkey.harness.Person;
import dev.latchkey.harness.Repetitions;
import dev.latchkey.harness.RunsIn;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The page that imports users, in a real browser, with and without its script.
 */
@ExtendWith(ChromiumExtension.class)
@RunsIn(Latchkey.Mode.SESSION)
class ImportPageTests {

	private static final String PAGE = "/admin/users/import";

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

	@TempDir
	@SuppressWarnings("NullAway.Init")
	private Path directory;

	private static Locator result(Visitor visitor) {
		return visitor.page().locator("[data-import-result]");
	}

	private static void isOpenToAll(Visitor visitor) {
		assertThat(Look.at(visitor.page())).isEmpty();
		assertThat(new AxeBuilder(visitor.page()).setLegacyMode(true).analyze().getViolations()).isEmpty();
	}

	@Test
	void sendsALongFileAndCountsItsLines(Latchkey latchkey, Visitors visitors) throws IOException {
		int lines = Repetitions.full() ? 100_000 : 20_000;
		Path file = Files.writeString(this.directory.resolve("people.csv"),
				IntStream.range(0, lines)
					.mapToObj((i) -> (i % 50 == 7) ? "a/b,no name" : "long-file-" + i + ",Person " + i)
					.collect(Collectors.joining("\n", "username,name\n", "\n")));
		int failed = lines / 50;
		Visitor admin = visitors
			.signedIn(latchkey, Latchkey.ADMIN,
					new Browser.NewContextOptions().setViewportSize(390, 844).setColorScheme(ColorScheme.DARK))
			.open(PAGE);
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
	}

	@Test
	void importsWhatWasTriedAndUpdatesIt(Latchkey latchkey, Visitors visitors) throws IOException {
		Person boss = latchkey.newPerson("ADMIN");
		String name = "tried-" + boss.username();
		Path file = Files.writeString(this.directory.resolve("people.ndjson"),
				"{\"username\":\"%s\",\"name\":\"Tried\"}\n{\"shoe_size\":43}\n".formatted(name));
		Visitor admin = visitors.signedIn(latchkey, boss).open(PAGE);
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
	}

	@Test
	void sendsWhatWasPastedHoweverLongItIs(Latchkey latchkey, Visitors visitors) {
		Visitor admin = visitors.signedIn(latchkey, Latchkey.ADMIN).expectingRefusals().open(PAGE);
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
	}

	@Test
	void asksForAProofInPlaceAndThenImportsTheFile(Latchkey latchkey, Visitors visitors) throws IOException {
		Person boss = latchkey.newPerson("ADMIN");
		String name = "proved-" + boss.username();
		Path file = Files.writeString(this.directory.resolve("people.csv"), "username\n" + name + "\n");
		Authenticator app = Authenticator.setUp(latchkey, latchkey.login(boss));
		app.forgetUsed(boss.username());
		Visitor admin = visitors.at(latchkey).expectingRefusals().signIn(boss);
		admin.field("Code of your authenticator app").fill(app.code());
		admin.button("Sign in").first().click();
		assertThat(admin.heading()).containsText(boss.username());
		admin.open(PAGE);
		Visitors.ageProof(latchkey, boss);
		admin.field(FILE).setInputFiles(file);
		admin.field(TRY).uncheck();
		admin.button("Import").click();
		assertThat(admin.notice())
			.hasText("Nothing was changed yet: show once more that it is you, and the import begins.");
		assertThat(admin.field("Password")).isFocused();
		isOpenToAll(admin);
		admin.field("Password").fill("not-the-password");
		admin.button("Go on").click();
		assertThat(admin.notice().last())
			.hasText("The password or the code is wrong, or the code was used before. Nothing was changed.");
		isOpenToAll(admin);
		app.forgetUsed(boss.username());
		admin.field("Or the code of your authenticator app").fill(app.code());
		admin.button("Go on").click();
		assertThat(result(admin)).containsText("1 created");
		assertThat(admin.button("Go on")).hasCount(0);
		latchkey.admin().get("/api/admin/users/" + name).expect(200);
	}

	@Test
	void worksWithoutItsScript(Latchkey latchkey, Visitors visitors) {
		Browser.NewContextOptions plain = new Browser.NewContextOptions().setJavaScriptEnabled(false);
		Visitor admin = visitors.signedIn(latchkey, Latchkey.ADMIN, plain).open(PAGE);
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
	}

}
