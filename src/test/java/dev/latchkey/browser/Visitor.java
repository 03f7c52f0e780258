package dev.latchkey.browser;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import dev.latchkey.harness.Person;

/**
 * A user at a browser of their own, who sees what a person sees and clicks what a person
 * clicks.
 */
public final class Visitor {

	private static final double PATIENCE = 30_000;

	private final BrowserContext context;

	private final Page page;

	private final List<String> complaints = new ArrayList<>();

	private boolean expectsRefusals;

	/**
	 * A visitor without a page.
	 * @param browser the browser
	 * @param base where paths without a host lead
	 * @param options how the browser is set up
	 */
	public Visitor(Browser browser, String base, Browser.NewContextOptions options) {
		this.context = browser.newContext(options.setBaseURL(base));
		this.context.setDefaultTimeout(PATIENCE);
		PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE);
		this.page = this.context.newPage();
		this.page.onConsoleMessage(this::heard);
		this.page.onPageError((error) -> this.complaints.add(error));
	}

	private void heard(ConsoleMessage message) {
		// a page of problems has its status, and the browser says so of each
		boolean status = message.text().startsWith("Failed to load resource")
				&& (this.expectsRefusals || message.location().startsWith(this.page.url()));
		if (!status && Set.of("error", "warning").contains(message.type())) {
			this.complaints.add(this.page.url() + ": " + message.text());
		}
	}

	/**
	 * Let scripts be refused what they ask for: the browser says so of each, and that is
	 * no complaint.
	 */
	Visitor expectingRefusals() {
		this.expectsRefusals = true;
		return this;
	}

	/**
	 * Return the page that is open.
	 * @return the page
	 */
	public Page page() {
		return this.page;
	}

	/**
	 * Return what keeps the visitor's cookies.
	 * @return the context
	 */
	public BrowserContext context() {
		return this.context;
	}

	/**
	 * Return what the browser had to say: violations of the policy, errors, warnings.
	 * @return a line for each
	 */
	public List<String> complaints() {
		return this.complaints;
	}

	/**
	 * Follow a link.
	 * @param path the path, or a whole URL
	 * @return this visitor
	 */
	public Visitor open(String path) {
		this.page.navigate(path);
		return this;
	}

	Visitor signIn(Person person) {
		open("/login");
		return enter(person);
	}

	/**
	 * Fill in the login form of the page that is open.
	 * @param person who it is
	 * @return this visitor
	 */
	public Visitor enter(Person person) {
		field("Name").fill(person.username());
		field("Password").fill(person.password());
		button("Sign in").click();
		return this;
	}

	Locator field(String label) {
		return this.page.getByLabel(label, new Page.GetByLabelOptions().setExact(true));
	}

	/**
	 * Return a button.
	 * @param name what it says
	 * @return the button
	 */
	public Locator button(String name) {
		return this.page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
	}

	Locator link(String name) {
		return this.page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name).setExact(true));
	}

	/**
	 * Return the heading of the page.
	 * @return the heading
	 */
	public Locator heading() {
		return this.page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1));
	}

	/**
	 * Return what says how something went.
	 * @return the notice
	 */
	public Locator notice() {
		return this.page.locator("[role=status]:visible, [role=alert]:visible");
	}

	/**
	 * Return the entry of a list or table that says something.
	 */
	Locator entry(String text) {
		return this.page.locator("main li:not(.activity *), main tbody tr")
			.filter(new Locator.FilterOptions().setHasText(text));
	}

}
