package dev.latchkey.browser;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.microsoft.playwright.Page;
import dev.latchkey.harness.Latchkey;

/**
 * A walk through pages of which forms lead to the next, and each is looked over.
 *
 * @param sight how one looks at them
 * @param page the page that is open
 * @param wrong what is wrong with each
 */
record Walk(Sight sight, Page page, Map<String, List<String>> wrong) {

	static Walk of(Sight sight, Visitors visitors, Latchkey latchkey) {
		return new Walk(sight, sight.page(visitors, latchkey), new LinkedHashMap<>());
	}

	void open(String path) {
		this.page.navigate(path);
	}

	/**
	 * Send a form, and wait for the page that answers.
	 * @param action where the form is sent
	 * @param fields names and values, in turn
	 */
	void send(String action, String... fields) {
		String form = "form[action='" + action + "'] ";
		this.page.locator("details:has(" + form + ")").evaluateAll("all => all.forEach((one) => { one.open = true; })");
		for (int i = 0; i < fields.length; i += 2) {
			this.page.locator(form + "input[name=" + fields[i] + "]").first().fill(fields[i + 1]);
		}
		this.page.evaluate("document.documentElement.dataset.left = ''");
		this.page.locator(form + "button:not([type=button])").first().click();
		this.page.locator("html:not([data-left])").waitFor();
	}

	/**
	 * Wait until something is seen.
	 * @param selector what
	 */
	void await(String selector) {
		this.page.locator(selector).first().waitFor();
	}

	void look(String picture) {
		List<String> found = this.sight.faults(this.page, picture);
		if (!found.isEmpty()) {
			this.wrong.put(picture, found);
		}
	}

}
