package dev.latchkey.proxy;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import dev.latchkey.browser.Chromium;
import dev.latchkey.harness.Answer;
import dev.latchkey.harness.Client;
import dev.latchkey.harness.Latchkey;
import dev.latchkey.harness.Latchkey.Mode;
import dev.latchkey.harness.LatchkeySetup;
import dev.latchkey.harness.Person;
import dev.latchkey.harness.Ports;
import dev.latchkey.harness.Server;
import dev.latchkey.harness.TestServers;
import dev.latchkey.harness.TestServers.Database;
import dev.latchkey.harness.Wire;

/**
 * Latchkey with the two apps that the page on proxies declares, and a browser that finds
 * their hosts on this machine. All proxies run in turn between these, at one port.
 */
final class ProxiedApps implements AutoCloseable {

	static final String LOGIN = "https://login.example.com";

	static final String WIKI = "https://wiki.example.com";

	static final String GIT = "https://git.example.com";

	/** An app that all may use, at the name of another one, but at a port of its own. */
	static final String NEXT = "git.example.com:8443";

	private static final Map<String, String> NEXT_TO_GIT = Map.of("client-id", "next", "name", "Next", "proxy.hosts",
			NEXT);

	private final Server redis = TestServers.redis();

	private final Database database = TestServers.freshDatabase();

	private final Wire toDatabase = new Wire(this.database.port());

	private final EchoApp wiki = new EchoApp();

	private final EchoApp git = new EchoApp();

	private final int port = Ports.free();

	private final Latchkey latchkey;

	private final Wire toLatchkey;

	private final TestCertificate certificate;

	private final Chromium chromium;

	ProxiedApps(Mode mode, Path directory) throws Exception {
		this.certificate = TestCertificate.make(directory, "login.example.com", "wiki.example.com", "git.example.com");
		LatchkeySetup setup = Latchkey.in(mode)
			.on(this.redis.port(), new Database(this.toDatabase.port(), this.database.name()))
			.with("latchkey.revocation.max-staleness", "5s")
			// its database is taken away in one test: a look at the log that waits for a
			// connection must leave some of the time for which it is good
			.with("spring.datasource.hikari.connection-timeout", "1500");
		PageYaml.beginningWith("latchkey:").values().forEach(setup::with);
		NEXT_TO_GIT.forEach((name, value) -> setup.with("latchkey.applications[2]." + name, value));
		this.latchkey = setup.start();
		this.toLatchkey = new Wire(this.latchkey.port());
		admin().put("/api/admin/roles/GIT", Map.of("permissions", List.of("git:use"))).expect(200, 201, 204);
		this.chromium = Chromium.start("--host-resolver-rules=MAP *.example.com 127.0.0.1:" + this.port,
				"--ignore-certificate-errors-spki-list=" + this.certificate.spki());
	}

	ProxyPlaces places() {
		return new ProxyPlaces(this.port, this.toLatchkey.port(), this.wiki.port(), this.git.port(), this.certificate);
	}

	Latchkey latchkey() {
		return this.latchkey;
	}

	/**
	 * Return a person who may use the wiki.
	 */
	Person reader() {
		return this.latchkey.newPerson("USER");
	}

	/**
	 * Return a person who may use both apps.
	 */
	Person developer() {
		return this.latchkey.newPerson("USER", "GIT");
	}

	/**
	 * Let a person enter the app that is at a port of its own.
	 * @return the cookie of that app
	 */
	String enterNext(Person person) {
		Client login = this.latchkey.client().asking("login.example.com");
		login.loginForCookies(person).expect(200);
		Client app = this.latchkey.client().asking(NEXT);
		String start = target(app.browse("/.latchkey/start?to=%2F"));
		app.browse(target(login.browse(start))).expect(303);
		return "__Host-latchkey-app-8443=" + app.cookie("__Host-latchkey-app-8443").orElseThrow().value();
	}

	private static String target(Answer answer) {
		URI location = URI.create(answer.expect(303).header("Location").orElseThrow());
		return location.getRawPath() + "?" + location.getRawQuery();
	}

	/**
	 * Return the administrator, newly signed in: an access token is over in minutes.
	 */
	Client admin() {
		Client admin = this.latchkey.client().asking("login.example.com");
		admin.login(Latchkey.ADMIN).expect(200);
		return admin;
	}

	EchoApp wiki() {
		return this.wiki;
	}

	EchoApp git() {
		return this.git;
	}

	Wire toLatchkey() {
		return this.toLatchkey;
	}

	Wire toDatabase() {
		return this.toDatabase;
	}

	TlsClient client() {
		return new TlsClient(this.certificate.sockets(), this.port);
	}

	Chromium chromium() {
		return this.chromium;
	}

	@Override
	public void close() {
		this.chromium.close();
		this.toLatchkey.close();
		this.latchkey.close();
		this.wiki.close();
		this.git.close();
		this.toDatabase.close();
		this.redis.close();
	}

}
