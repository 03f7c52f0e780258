package dev.latchkey.harness;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A browser, and the proxies between it and the applications: one cookie jar for the
 * login host and one for each host of an application, and nothing of one reaches another.
 */
public final class ProxiedBrowser {

	/** The setting without which no application behind a proxy is registered. */
	public static final String PUBLIC_URL = "latchkey.web.public-url=http://localhost:{port}";

	/** The setting by which what this says of a request is believed. */
	public static final String TRUSTED = "latchkey.web.trusted-proxies=127.0.0.1";

	private static final int MOST_HOPS = 12;

	private final Latchkey latchkey;

	private final Client loginHost;

	private final Map<String, Client> hosts = new HashMap<>();

	private @Nullable Person person;

	/**
	 * Open a browser that knows nothing yet.
	 * @param latchkey what it signs in at
	 */
	public ProxiedBrowser(Latchkey latchkey) {
		this.latchkey = latchkey;
		this.loginHost = latchkey.client();
	}

	/**
	 * Let a person sit down, who signs in where they are asked to.
	 * @param who the person
	 * @return this browser
	 */
	public ProxiedBrowser of(Person who) {
		this.person = who;
		return this;
	}

	/**
	 * Return what this browser is for the login host.
	 * @return the client with that host's cookies
	 */
	public Client loginHost() {
		return this.loginHost;
	}

	/**
	 * Return what this browser is for the host of an application.
	 * @param host the host, whose port cookies do not see
	 * @return the client with that host's cookies
	 */
	public Client at(String host) {
		return this.hosts.computeIfAbsent(host.replaceFirst(":[0-9]+$", ""), (name) -> this.latchkey.client());
	}

	/**
	 * Start to ask about a request, as the proxy of its host does.
	 * @param dialect how the proxy asks
	 * @param method the request's method
	 * @param origin its scheme and host
	 * @param target its path and query
	 * @return the question, with this browser's cookies
	 */
	public Call ask(Asking dialect, String method, String origin, String target) {
		URI url = URI.create(origin);
		return dialect.about(at(url.getRawAuthority()), method, url, target).withoutCsrf();
	}

	/**
	 * Ask about a navigation.
	 * @param dialect how the proxy asks
	 * @param origin the scheme and host
	 * @param target the path and query
	 * @return the answer
	 */
	public Answer navigate(Asking dialect, String origin, String target) {
		return ask(dialect, "GET", origin, target).accept(Client.PAGES).header("Sec-Fetch-Mode", "navigate").send();
	}

	/**
	 * Call a page of Latchkey's on the host of an application, as its proxy hands the
	 * call on.
	 * @param origin the scheme and host
	 * @param target the path and query
	 * @return the answer
	 */
	public Answer onHost(String origin, String target) {
		URI url = URI.create(origin);
		return at(url.getRawAuthority()).call("GET", target)
			.header("X-Forwarded-Proto", url.getScheme())
			.header("X-Forwarded-Host", url.getRawAuthority())
			.accept(Client.PAGES)
			.send();
	}

	/**
	 * Go to a page of an application, and wherever that leads.
	 * @param dialect how the proxy asks
	 * @param origin the scheme and host
	 * @param target the path and query
	 * @return the way there
	 */
	public Trip visit(Asking dialect, String origin, String target) {
		List<Answer> hops = new ArrayList<>();
		String at = target;
		hops.add(navigate(dialect, origin, at));
		while (hops.size() < MOST_HOPS) {
			String location = hops.get(hops.size() - 1).header("Location").orElse("/login");
			if (location.startsWith("/login") || location.startsWith("/password")) {
				break;
			}
			String local = location.startsWith(origin) ? location.substring(origin.length()) : location;
			if (local.startsWith("/.latchkey/")) {
				hops.add(onHost(origin, local));
			}
			else if (local.startsWith("/")) {
				at = local;
				hops.add(navigate(dialect, origin, at));
			}
			else {
				hops.addAll(atLoginHost(local));
			}
		}
		return new Trip(hops, at);
	}

	private List<Answer> atLoginHost(String url) {
		String target = url.replaceFirst("^https?://[^/]+", "");
		Answer answer = this.loginHost.browse(target);
		if (!answer.header("Location").orElse("").startsWith("/login") || this.person == null) {
			return List.of(answer);
		}
		Answer signedIn = this.loginHost.loginByForm(this.person, "continue", target);
		assertThat(signedIn.status()).isIn(200, 303);
		return List.of(answer, this.loginHost.browse(target));
	}

	/**
	 * A way through pages.
	 *
	 * @param hops the answers on it
	 * @param target the path and query of the application that it led to
	 */
	public record Trip(List<Answer> hops, String target) {

		/**
		 * Return where it ended.
		 * @return the last answer
		 */
		public Answer last() {
			return this.hops.get(this.hops.size() - 1);
		}

	}

}
