package dev.latchkey.browser;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.microsoft.playwright.Page;
import dev.latchkey.application.Application;
import dev.latchkey.application.ApplicationDirectory;
import dev.latchkey.harness.Latchkey;
import dev.latchkey.harness.RunsIn;
import dev.latchkey.oauth.ApplicationGrants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * All pages, looked over by axe-core: in both languages, light and dark, on a desktop and
 * on a phone, with and without the script.
 */
@ExtendWith(ChromiumExtension.class)
@RunsIn(Latchkey.Mode.SESSION)
class PageWalkTests {

	/** Where to find each page: the template, what to call it, and its path. */
	private static final List<Stop> STOPS = List.of(
	// @formatter:off
			new Stop("login", Who.STRANGER, "/login"),
			new Stop("login", Who.STRANGER, "/login?error"),
			new Stop("login", Who.STRANGER, "/login?reason=password_changed"),
			new Stop("login", Who.ADMIN, "/login"),
			new Stop("logout", Who.ADMIN, "/logout"),
			new Stop("forgot", Who.STRANGER, "/forgot"),
			new Stop("link-password", Who.STRANGER, "/reset"),
			new Stop("link-password", Who.STRANGER, "/invitation/" + "A".repeat(43)),
			new Stop("link-email", Who.STRANGER, "/email"),
			new Stop("oidc-logout", Who.ADMIN, "/oauth2/logout"),
			new Stop("refused", Who.STRANGER, "/oauth2/authorize"),
			new Stop("problem", Who.ADMIN, "/nothing-here"),
			new Stop("problem", Who.STRANGER, "/.latchkey/nothing-here"),
			new Stop("entry", Who.ADMIN, "/continue?entry=x"),
			new Stop("home", Who.ADMIN, "/"),
			new Stop("app", Who.ADMIN, "/apps/walked"),
			new Stop("devices", Who.ADMIN, "/devices?done=others&told=2&telling=1"),
			new Stop("password", Who.ADMIN, "/password?error=common"),
			new Stop("profile", Who.ADMIN, "/profile"),
			new Stop("factors", Who.ADMIN, "/factors"),
			new Stop("activate", Who.ADMIN, "/activate"),
			new Stop("consent", Who.ADMIN, "/consent?client_id=walked&scope=openid+roles&continue=/oauth2/authorize?x"),
			new Stop("users", Who.ADMIN, "/admin/users"),
			new Stop("user", Who.ADMIN, "/admin/users/admin"),
			new Stop("user-import", Who.ADMIN, "/admin/users/import"),
			new Stop("overview", Who.ADMIN, "/admin/overview"),
			new Stop("roles", Who.ADMIN, "/admin/roles"),
			new Stop("role", Who.ADMIN, "/admin/roles/USER"),
			new Stop("keys", Who.ADMIN, "/admin/keys"),
			new Stop("online", Who.ADMIN, "/admin/online"),
			new Stop("events", Who.ADMIN, "/admin/events"),
			new Stop("applications", Who.ADMIN, "/admin/applications"),
			new Stop("application", Who.ADMIN, "/admin/applications/walked"),
			new Stop("application-delete", Who.ADMIN, "/admin/applications/walked/delete"),
			new Stop("application-sessions", Who.ADMIN, "/admin/applications/walked/sessions"));
	// @formatter:on

	/** Pages that no path leads to, and where else they are looked at. */
	private static final Map<String, String> ELSEWHERE = Map.of("factors-totp", "FactorWalkTests", "factors-codes",
			"FactorWalkTests", "login-factor", "FactorWalkTests", "proof", "FactorWalkTests");

	@ParameterizedTest
	@MethodSource("dev.latchkey.browser.Sight#all")
	void keepsNobodyOut(Sight sight, Latchkey latchkey, Visitors visitors) {
		register(latchkey);
		Map<String, List<String>> wrong = new LinkedHashMap<>();
		Map<Who, Page> pages = Map.of(Who.STRANGER, sight.page(visitors, latchkey), Who.ADMIN,
				sight.page(visitors, latchkey));
		Sight.signIn(Objects.requireNonNull(pages.get(Who.ADMIN)), Latchkey.ADMIN);
		connect(latchkey);
		for (Stop stop : STOPS) {
			Page page = Objects.requireNonNull(pages.get(stop.who()));
			page.navigate(stop.path());
			List<String> found = sight.faults(page, stop.picture());
			if (!found.isEmpty()) {
				wrong.put(stop.path(), found);
			}
		}
		assertThat(wrong).isEmpty();
	}

	@Test
	void leavesNoPageOut() throws IOException {
		try (Stream<Path> templates = Files.walk(Path.of("src/main/resources/templates"))) {
			Set<String> pages = templates.filter((file) -> file.toString().endsWith(".html"))
				.filter(PageWalkTests::isPage)
				.map((file) -> file.getFileName().toString().replace(".html", ""))
				.collect(Collectors.toCollection(TreeSet::new));
			Set<String> walked = STOPS.stream().map(Stop::template).collect(Collectors.toCollection(TreeSet::new));
			walked.addAll(ELSEWHERE.keySet());
			assertThat(walked).isEqualTo(pages);
		}
	}

	private static boolean isPage(Path template) {
		try {
			return Files.readString(template).contains("~{layout :: page");
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static void register(Latchkey latchkey) {
		latchkey.admin()
			.post("/api/admin/applications",
					Map.of("client_id", "walked", "name", "Walked", "home", "https://walked.example/", "oidc",
							Map.of("redirect_uris", List.of("https://walked.example/cb"))))
			.expect(201, 409);
	}

	/**
	 * Give the application something in the newest session of the administrator.
	 */
	private static void connect(Latchkey latchkey) {
		String handle = latchkey.sql()
			.sql("select s.handle from user_session s join account a on a.id = s.account_id where a.username = ? "
					+ "order by s.started_at desc fetch first 1 rows only")
			.param(Latchkey.ADMIN.username())
			.query(String.class)
			.single();
		Application application = Objects
			.requireNonNull(latchkey.bean(ApplicationDirectory.class).byClientId("walked"));
		ApplicationGrants grants = latchkey.bean(ApplicationGrants.class);
		grants.open(grants.allow(handle, application, new TreeSet<>(Set.of("openid", "roles"))), application);
	}

	private enum Who {

		STRANGER, ADMIN

	}

	/**
	 * A page to look at.
	 *
	 * @param template the template that it is made from
	 * @param who who looks at it
	 * @param path the path that leads to it
	 */
	private record Stop(String template, Who who, String path) {

		String picture() {
			return this.template + Integer.toHexString(this.path.hashCode() & 0xfff);
		}

	}

}
