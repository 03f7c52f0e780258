package dev.latchkey.browser;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import dev.latchkey.harness.Skips;

/**
 * The system's Chromium: the one that {@code CHROME_BIN} names, or the first on the path.
 * None is ever downloaded; without one, the tests that need it are skipped.
 */
public final class Chromium implements AutoCloseable {

	private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome",
			"google-chrome-stable");

	private final Playwright playwright;

	private final Browser browser;

	private final Runnable afterwards;

	private Chromium(List<String> more, Runnable afterwards) {
		Path executable = executable();
		this.afterwards = afterwards;
		this.playwright = Playwright
			.create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
		this.browser = this.playwright.chromium()
			.launch(new BrowserType.LaunchOptions().setExecutablePath(executable).setArgs(arguments(more)));
	}

	/**
	 * Start one for a test that needs its own, with a locale that Playwright can work in
	 * until it is closed. All other tests share one: {@link ChromiumExtension}.
	 * @param more arguments for this one only
	 * @return the browser, without a page
	 */
	public static Chromium start(String... more) {
		Locale locale = Locale.getDefault();
		Locale.setDefault(Locale.ROOT);
		return new Chromium(List.of(more), () -> Locale.setDefault(locale));
	}

	/**
	 * Start one for several classes, which see to the locale.
	 */
	static Chromium shared() {
		return new Chromium(List.of(), () -> {
		});
	}

	/**
	 * Return where it is, or skip the test that runs.
	 */
	static Path executable() {
		Optional<Path> found = find();
		Skips.unless(found.isPresent(), "the browser tests, there is no Chromium on the PATH and none in CHROME_BIN");
		return found.orElseThrow();
	}

	private static Optional<Path> find() {
		Stream<Path> named = Stream.ofNullable(System.getenv("CHROME_BIN")).map(Path::of);
		Stream<Path> onThePath = Stream.of(System.getenv("PATH").split(File.pathSeparator))
			.flatMap((directory) -> NAMES.stream().map((name) -> Path.of(directory, name)));
		return Stream.concat(named, onThePath).filter(Files::isExecutable).findFirst();
	}

	private static List<String> arguments(List<String> more) {
		List<String> arguments = new ArrayList<>(List.of("--disable-background-networking",
				"--disable-component-update", "--disable-sync", "--no-first-run"));
		if (System.getProperty("user.name").equals("root")) {
			// Chromium refuses to run as root in its sandbox
			arguments.add("--no-sandbox");
		}
		arguments.addAll(more);
		return arguments;
	}

	/**
	 * Return what makes visitors of their own.
	 * @return the browser
	 */
	public Browser browser() {
		return this.browser;
	}

	@Override
	public void close() {
		this.playwright.close();
		this.afterwards.run();
	}

}
