package dev.latchkey.browser;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import dev.latchkey.harness.Latchkey;
import dev.latchkey.harness.Person;
import dev.latchkey.harness.Repetitions;

/**
 * How one looks at pages. Each page that is looked at is pictured in
 * {@code target/pages}.
 *
 * @param language what the browser prefers
 * @param scheme light or dark
 * @param phone whether the window is that of a phone
 * @param script whether scripts run
 */
record Sight(String language, ColorScheme scheme, boolean phone, boolean script) {

	private static final Path PICTURES = Path.of("target/pages");

	/** What cannot be undone, by its form. */
	private static final String UNASKED = Stream.of("end", "revoke", "remove")
		.map((action) -> "form[action$='/" + action + "']:not(details form)")
		.collect(Collectors.joining(", "));

	/** What an object says of itself that was never meant for people. */
	private static final Pattern OBJECT = Pattern.compile("\\w\\.[A-Z]\\w+[@$]\\w");

	/** Words of a label that begin on one line and end on another; names are long. */
	private static final String BROKEN = """
			() => {
				const words = (text) => text.match(/[^\\s\\/-]+/g) ?? [];
				const found = [];
				for (const e of document.querySelectorAll('dt, th, label, legend, summary, button, .button')) {
					const texts = document.createTreeWalker(e, NodeFilter.SHOW_TEXT);
					for (let text = texts.nextNode(); text; text = texts.nextNode()) {
						if (text.parentElement.closest('.name, code')) continue;
						for (const match of text.textContent.matchAll(/[^\\s\\/-]+/g)) {
							const range = document.createRange();
							range.setStart(text, match.index);
							range.setEnd(text, match.index + match[0].length);
							if (range.getClientRects().length > 1) found.push(match[0]);
						}
					}
				}
				const pen = document.createElement('canvas').getContext('2d');
				for (const e of document.querySelectorAll('td[data-label]')) {
					if (getComputedStyle(e).display !== 'grid') continue;
					pen.font = getComputedStyle(e, '::before').font;
					const room = parseFloat(getComputedStyle(e).gridTemplateColumns);
					found.push(...words(e.dataset.label).filter((word) => pen.measureText(word).width > room));
				}
				return [...new Set(found)];
			}
			""";

	/**
	 * Return all ways to look, or each kind once.
	 */
	static Stream<Sight> all() {
		List<Sight> all = new ArrayList<>();
		for (String language : List.of("en", "de")) {
			for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
				for (boolean phone : List.of(false, true)) {
					for (boolean script : List.of(true, false)) {
						all.add(new Sight(language, scheme, phone, script));
					}
				}
			}
		}
		return Repetitions.full() ? all.stream() : Stream.of(new Sight("en", ColorScheme.LIGHT, false, true),
				new Sight("de", ColorScheme.DARK, true, false));
	}

	Page page(Visitors visitors, Latchkey latchkey) {
		Page page = visitors.page(latchkey,
				new Browser.NewContextOptions().setLocale(this.language)
					.setColorScheme(this.scheme)
					.setViewportSize(this.phone ? 390 : 1200, 844));
		if (!this.script) {
			// what looks pages over is a script itself
			page.context().route("**/*.js", Route::abort);
		}
		return page;
	}

	static void signIn(Page page, Person person) {
		page.navigate("/login");
		page.locator("#username").fill(person.username());
		page.locator("#password").fill(person.password());
		page.locator("#password").press("Enter");
		page.waitForURL((url) -> !url.endsWith("/login"));
	}

	/**
	 * Open all that a page folds away, picture it, and return what is wrong with it.
	 */
	List<String> faults(Page page, String picture) {
		page.locator("details")
			.evaluateAll("all => all.forEach((each) => { each.removeAttribute('name'); each.open = true; })");
		page.screenshot(new Page.ScreenshotOptions().setFullPage(true)
			.setPath(PICTURES.resolve(picture + "-" + this + ".png")));
		List<String> found = new ArrayList<>();
		for (Rule rule : new AxeBuilder(page).setLegacyMode(true).analyze().getViolations()) {
			rule.getNodes().forEach((node) -> found.add(rule.getId() + ": " + node.getHtml()));
		}
		if (!this.language.equals(page.getAttribute("html", "lang"))) {
			found.add("another language");
		}
		if ((boolean) page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")) {
			found.add("scrolls sideways");
		}
		if (page.evaluate(BROKEN) instanceof List<?> words) {
			words.forEach((word) -> found.add("breaks the word " + word));
		}
		if (page.locator(UNASKED).count() > 0) {
			found.add("ends something without a question");
		}
		if (OBJECT.matcher(page.innerText("body")).find()) {
			found.add("an object where a text should be");
		}
		return found;
	}

	@Override
	public String toString() {
		return this.language + "-" + this.scheme.name().toLowerCase(Locale.ROOT) + (this.phone ? "-phone" : "")
				+ (this.script ? "" : "-plain");
	}

}
