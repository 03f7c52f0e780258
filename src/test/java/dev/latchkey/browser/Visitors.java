package dev.latchkey.browser;

import java.util.ArrayList;
import java.util.List;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import dev.latchkey.harness.Latchkey;
import dev.latchkey.harness.Person;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The visitors of one test, each with cookies of their own. When the test is over they
 * leave, and the browser of none may have had anything to complain of.
 */
public final class Visitors {

	private final Browser browser;

	private final List<Visitor> all = new ArrayList<>();

	Visitors(Browser browser) {
		this.browser = browser;
	}

	/**
	 * Let another visitor come, who has no page yet.
	 * @param latchkey where paths lead
	 * @return the visitor
	 */
	public Visitor at(Latchkey latchkey) {
		return at(latchkey, new Browser.NewContextOptions());
	}

	/**
	 * Let another visitor come, who has no page yet.
	 * @param latchkey where paths lead
	 * @param options how the browser is set up
	 * @return the visitor
	 */
	public Visitor at(Latchkey latchkey, Browser.NewContextOptions options) {
		return at(origin(latchkey), options);
	}

	/**
	 * Let another visitor come, who has no page yet.
	 * @param base where paths without a host lead
	 * @param options how the browser is set up
	 * @return the visitor
	 */
	public Visitor at(String base, Browser.NewContextOptions options) {
		Visitor visitor = new Visitor(this.browser, base, options);
		this.all.add(visitor);
		return visitor;
	}

	/**
	 * Let another visitor come and sign in.
	 */
	Visitor signedIn(Latchkey latchkey, Person person) {
		return signedIn(latchkey, person, new Browser.NewContextOptions());
	}

	/**
	 * Let another visitor come and sign in.
	 */
	Visitor signedIn(Latchkey latchkey, Person person, Browser.NewContextOptions options) {
		Visitor visitor = at(latchkey, options);
		Sight.signIn(visitor.page(), person);
		return visitor;
	}

	/**
	 * Open a page of its own, of which no complaint is heard.
	 */
	Page page(Latchkey latchkey, Browser.NewContextOptions options) {
		return this.browser.newContext(options.setBaseURL(origin(latchkey))).newPage();
	}

	/**
	 * Let it be long ago that a person showed who they are.
	 */
	static void ageProof(Latchkey latchkey, Person person) {
		latchkey.sql()
			.sql("update user_session set proved_at = proved_at - interval '2' hour where account_id in "
					+ "(select id from account where username = ?)")
			.param(person.username())
			.update();
	}

	private static String origin(Latchkey latchkey) {
		return "http://localhost:" + latchkey.port();
	}

	/**
	 * Close what is open, and ask each whether they had a complaint.
	 */
	void leave() {
		List.copyOf(this.browser.contexts()).forEach(BrowserContext::close);
		assertThat(this.all).allSatisfy((visitor) -> assertThat(visitor.complaints()).isEmpty());
	}

}
