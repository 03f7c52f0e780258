package com.example.sso;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.latchkey.browser.Chromium;
import dev.latchkey.browser.ChromiumExtension;
import dev.latchkey.browser.Visitor;
import dev.latchkey.harness.Guide;
import dev.latchkey.harness.Latchkey.Mode;
import dev.latchkey.harness.Person;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * People at real browsers sign in with Latchkey at the apps that
 * {@code src/docs/openid-connect.md} shows: openid-client, Spring's oauth2-client, and
 * Apache's mod_auth_openidc, each on another site than Latchkey.
 */
@ExtendWith(ChromiumExtension.class)
class OpenIdConnectGuideTests {

	private static final String SIGN_IN = "Sign in · Latchkey";

	@TempDir
	private static Path directory;

	private static SignOnApps apps;

	private static Chromium chromium;

	private final List<Visitor> visitors = new ArrayList<>();

	@BeforeAll
	static void start(Chromium shared) throws Exception {
		chromium = shared;
		apps = new SignOnApps(Mode.SESSION, directory);
	}

	@AfterAll
	static void stop() throws Exception {
		if (apps != null) {
			apps.close();
		}
	}

	@AfterEach
	void brokeNoPolicy() {
		this.visitors.forEach((visitor) -> {
			visitor.context().close();
			assertThat(visitor.complaints()).noneMatch((complaint) -> complaint.contains("violates"));
		});
	}

	@Test
	void showsWhatIsRunHere() {
		Guide guide = Guide.of("src/docs/openid-connect.md");
		String source = squeezed(Guide.of("src/test/java/com/example/sso/ShopSignIn.java").text());
		assertThat(guide.blocks("java")).singleElement()
			.satisfies((block) -> assertThat(source).endsWith(squeezed(block)));
	}

	@Test
	void configuresNothingInLatchkey() {
		assertThatExceptionOfType(NoSuchBeanDefinitionException.class)
			.isThrownBy(() -> apps.latchkey().bean(ClientRegistrationRepository.class));
	}

	@Test
	void signsInOnceForAllApps() {
		Person alice = apps.reader();
		Visitor visitor = visitor().open(apps.origin("board") + "/sign-in");
		assertThat(visitor.page()).hasTitle(SIGN_IN);
		visitor.enter(alice);
		visitor.page().waitForURL(apps.origin("board") + "/");
		assertThat(visitor.heading()).hasText("Hello, " + alice.username());
		assertThat(visitor.page().locator("p")).containsText("READER");
		visitor.open(apps.origin("shop") + "/orders");
		assertThat(visitor.heading()).hasText("Orders of " + alice.username());
		visitor.open(apps.origin("wiki") + "/");
		assertThat(visitor.heading()).hasText("Wiki of " + alice.username());
	}

	@Test
	void goesByRoles() {
		apps.latchkey().admin().put("/api/admin/roles/KEEPER", Map.of("permissions", List.of())).expect(200, 201);
		Visitor visitor = signedIn(apps.latchkey().newPerson("USER", "KEEPER"));
		assertThat(visitor.page().navigate(apps.origin("shop") + "/stock").status()).isEqualTo(200);
		Visitor other = signedIn(apps.latchkey().newPerson("USER"));
		assertThat(other.page().navigate(apps.origin("shop") + "/stock").status()).isEqualTo(403);
		Visitor reader = signedIn(apps.reader());
		reader.open(apps.origin("wiki") + "/");
		assertThat(reader.page().navigate(apps.origin("wiki") + "/admin").status()).isIn(401, 403);
	}

	@Test
	void sendsBackWhoMayNotUseAnApp() {
		Visitor visitor = signedIn(apps.latchkey().newPerson("USER"));
		visitor.open(apps.origin("wiki") + "/");
		assertThat(visitor.page().url()).startsWith(apps.origin("wiki") + "/oidc?");
		assertThat(visitor.page().url()).contains("error=access_denied");
	}

	@Test
	void tellsAllAppsWhatAnAdministratorEnded() {
		Person alice = apps.reader();
		Visitor visitor = everywhere(alice);
		JsonNode told = apps.latchkey()
			.admin()
			.post("/api/admin/users/" + alice.username() + "/logout")
			.expect(200)
			.json()
			.path("applications");
		assertThat(told.path("told").asInt() + told.path("pending").asInt()).as("%s", told).isEqualTo(3);
		isOutEverywhere(visitor);
	}

	@Test
	void signsOutEverywhereFromNode() {
		Visitor visitor = everywhere(apps.reader());
		visitor.open(apps.origin("board") + "/");
		visitor.page().getByText("Sign out").click();
		visitor.page().waitForURL(apps.origin("board") + "/");
		assertThat(visitor.heading()).hasText("Board");
		isOutEverywhere(visitor);
	}

	@Test
	void signsOutEverywhereFromSpring() {
		Visitor visitor = everywhere(apps.reader());
		visitor.open(apps.origin("shop") + "/orders");
		visitor.button("Sign out").click();
		visitor.page().waitForURL(apps.origin("shop") + "/");
		assertThat(visitor.heading()).hasText("Shop");
		isOutEverywhere(visitor);
	}

	@Test
	void signsOutEverywhereFromApache() {
		Visitor visitor = everywhere(apps.reader());
		visitor.open(apps.origin("wiki") + "/oidc?logout=" + apps.origin("wiki").replace(":", "%3A").replace("/", "%2F")
				+ "%2F");
		assertThat(visitor.page()).hasTitle(SIGN_IN);
		isOutEverywhere(visitor);
	}

	@Test
	void asksForConsentOnce() {
		Person alice = apps.reader();
		Visitor visitor = visitor().open(apps.origin("notes") + "/sign-in").enter(alice);
		assertThat(visitor.page().locator("main")).containsText("Notes");
		visitor.button("Allow").click();
		visitor.page().waitForURL(apps.origin("notes") + "/");
		assertThat(visitor.heading()).hasText("Hello, " + alice.username());
		Visitor again = visitor().open(apps.origin("notes") + "/sign-in").enter(alice);
		again.page().waitForURL(apps.origin("notes") + "/");
	}

	@Test
	void leadsBackWithoutConsent() {
		Visitor visitor = visitor().open(apps.origin("notes") + "/sign-in").enter(apps.reader());
		visitor.button("Do not allow").click();
		visitor.page().waitForURL(apps.origin("notes") + "/callback?*");
		assertThat(visitor.page().url()).contains("error=access_denied");
	}

	@Test
	void letsANewcomerChooseAPasswordOnTheWay() {
		Person alice = apps.reader();
		Person newcomer = alice.with(apps.latchkey()
			.admin()
			.post("/api/admin/users/" + alice.username() + "/password")
			.expect(200)
			.text("/temporary_password"));
		Visitor visitor = visitor().open(apps.origin("board") + "/sign-in").enter(newcomer);
		field(visitor, "Current password").fill(newcomer.password());
		field(visitor, "New password").fill("copper-lantern-meadow-58");
		visitor.button("Change password").click();
		visitor.page().waitForURL(apps.origin("board") + "/");
		assertThat(visitor.heading()).hasText("Hello, " + alice.username());
	}

	private Visitor visitor() {
		Visitor visitor = new Visitor(chromium.browser(), apps.origin("login"), new Browser.NewContextOptions());
		this.visitors.add(visitor);
		return visitor;
	}

	private Visitor signedIn(Person person) {
		Visitor visitor = visitor().open(apps.origin("board") + "/sign-in").enter(person);
		visitor.page().waitForURL(apps.origin("board") + "/");
		return visitor;
	}

	private Visitor everywhere(Person person) {
		Visitor visitor = signedIn(person).open(apps.origin("shop") + "/orders");
		assertThat(visitor.heading()).hasText("Orders of " + person.username());
		visitor.open(apps.origin("wiki") + "/");
		assertThat(visitor.heading()).hasText("Wiki of " + person.username());
		return visitor;
	}

	private static void isOutEverywhere(Visitor visitor) {
		leadsTo(visitor, apps.origin("board") + "/", "Board");
		leadsTo(visitor, apps.origin("shop") + "/orders", "Sign in");
		leadsTo(visitor, apps.origin("wiki") + "/", "Sign in");
	}

	/**
	 * An app is told within a second where all goes well, and for a day where not.
	 */
	private static void leadsTo(Visitor visitor, String url, String heading) {
		Awaitility.await()
			.atMost(Duration.ofSeconds(60))
			.until(() -> visitor.open(url)
				.page()
				.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1))
				.innerText()
				.equals(heading));
	}

	private static Locator field(Visitor visitor, String label) {
		return visitor.page().getByLabel(label, new Page.GetByLabelOptions().setExact(true));
	}

	private static String squeezed(String text) {
		return text.replaceAll("\\s+", "");
	}

}
