package dev.latchkey.proxy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import dev.latchkey.browser.ChromiumExtension;
import dev.latchkey.browser.Visitor;
import dev.latchkey.browser.Visitors;
import dev.latchkey.harness.Guide;
import dev.latchkey.harness.Latchkey;
import dev.latchkey.harness.Latchkey.Mode;
import dev.latchkey.harness.LatchkeySetup;
import dev.latchkey.harness.Person;
import dev.latchkey.harness.Ports;
import dev.latchkey.harness.RunningServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The five minutes of {@code src/docs/first-app.md}, with its very lines but other ports.
 */
@ExtendWith(ChromiumExtension.class)
class FirstAppGuideTests {

	private static final Pattern ARGUMENT = Pattern.compile("--(?<name>latchkey[^=\\s]+)=(?<value>[^\\s\"]+)");

	private final Guide guide = Guide.of("src/docs/first-app.md");

	private final int latchkeyPort = Ports.free();

	private final int proxyPort = Ports.free();

	private final int appPort = Ports.free();

	// what is started is only stopped
	@SuppressWarnings("try")
	@Test
	void leadsFromNothingToAProtectedApp(@TempDir Path directory, Visitors visitors) throws Exception {
		String caddy = RunningServer.binary("caddy");
		Files.writeString(directory.resolve("App.java"), shown("java", 0));
		Files.writeString(directory.resolve("Caddyfile"), "{\n\tadmin off\n}\n" + shown("caddy", 0) + "\n");
		try (Latchkey latchkey = startLatchkey();
				RunningServer app = start(directory, "app", this.appPort, java(), "App.java");
				RunningServer proxy = start(directory, "proxy", this.proxyPort, caddy, "run")) {
			Person person = latchkey.newPerson("USER");
			String link = "http://localhost:" + this.proxyPort + "/hello?who=me";
			Visitor visitor = visitors.at(link, new Browser.NewContextOptions()).open(link).enter(person);
			assertThat(visitor.page()).hasURL(link);
			assertThat(visitor.heading()).hasText("Hello, " + person.username());
			assertThat(Guide.bash(shown("bash", 3), directory)).anyMatch((line) -> line.matches("HTTP/1.1 401 .*"))
				.noneMatch((line) -> line.startsWith("Location"));
			visitor.page().getByText("Sign out", new Page.GetByTextOptions().setExact(true)).click();
			assertThat(visitor.page()).hasURL("http://localhost:" + this.latchkeyPort + "/logout");
			visitor.button("Sign out").click();
			assertThat(visitor.notice()).hasText("You are signed out.");
			visitor.open(link);
			assertThat(visitor.page()).hasTitle("Sign in · Latchkey");
		}
	}

	private Latchkey startLatchkey() {
		LatchkeySetup setup = Latchkey.in(Mode.SESSION).with("server.port", String.valueOf(this.latchkeyPort));
		ARGUMENT.matcher(shown("bash", 0))
			.results()
			.forEach((argument) -> setup.with(argument.group(1), argument.group(2)));
		return setup.start();
	}

	private RunningServer start(Path directory, String name, int port, String... command) throws Exception {
		ProcessBuilder process = new ProcessBuilder(command).directory(directory.toFile());
		for (String home : new String[] { "HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME" }) {
			process.environment().put(home, directory.toString());
		}
		return new RunningServer(process, directory.resolve(name + ".log"), port);
	}

	private String shown(String language, int block) {
		return this.guide.blocks(language)
			.get(block)
			.replace("8080", String.valueOf(this.latchkeyPort))
			.replace("3000", String.valueOf(this.proxyPort))
			.replace("3001", String.valueOf(this.appPort));
	}

	private static String java() {
		return Path.of(System.getProperty("java.home"), "bin", "java").toString();
	}

}
