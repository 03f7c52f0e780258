package com.example.sso;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;

import dev.latchkey.harness.Latchkey;
import dev.latchkey.harness.Latchkey.Mode;
import dev.latchkey.harness.LatchkeySetup;
import dev.latchkey.harness.NodeModules;
import dev.latchkey.harness.Person;
import dev.latchkey.harness.RunningServer;

/**
 * Latchkey and the three apps that {@code src/docs/openid-connect.md} shows, each with
 * the very lines of that page, and a fourth: the first one again, for which people are
 * asked for their consent.
 */
final class SignOnApps implements AutoCloseable {

	private final GuidePlaces places = new GuidePlaces();

	private final Deque<AutoCloseable> started = new ArrayDeque<>();

	private final Latchkey latchkey;

	SignOnApps(Mode mode, Path directory) throws Exception {
		LatchkeySetup setup = Latchkey.in(mode)
			.with("server.port", String.valueOf(this.places.port("login")))
			.with("latchkey.oidc.internal-applications", "true");
		this.places.declared().forEach(setup::with);
		Map.of("client-id", "notes", "name", "Notes", "client-secret", GuidePlaces.SECRET, "oidc.redirect-uris[0]",
				this.places.origin("notes") + "/callback", "oidc.consent", "true")
			.forEach((name, value) -> setup.with("latchkey.applications[3]." + name, value));
		this.latchkey = setup.start();
		this.started.push(this.latchkey);
		try {
			this.latchkey.admin()
				.put("/api/admin/roles/READER", Map.of("permissions", List.of("wiki:use")))
				.expect(200, 201);
			Path node = NodeModules.with("openid-client", NodeRelyingParty.VERSION);
			Files.writeString(node.resolve("app.mjs"), this.places.filled("js", 0));
			startNode(node, directory, "board");
			startNode(node, directory, "notes");
			this.started.push(new Shop(this.places.filled("yaml", 1), this.places.port("shop")));
			PlainApp app = new PlainApp();
			this.started.push(app);
			this.started.push(ApacheServer.start(Files.createDirectory(directory.resolve("apache")),
					this.places.filled("apache", 0), this.places.port("wiki"), app.port()));
		}
		catch (Exception | Error ex) {
			close();
			throw ex;
		}
	}

	private void startNode(Path modules, Path directory, String app) throws Exception {
		ProcessBuilder process = new ProcessBuilder("node", "app.mjs").directory(modules.toFile());
		process.environment()
			.putAll(Map.of("ISSUER", this.places.origin("login"), "CLIENT_ID", app, "CLIENT_SECRET", GuidePlaces.SECRET,
					"BASE", this.places.origin(app), "PORT", String.valueOf(this.places.port(app))));
		this.started.push(new RunningServer(process, directory.resolve(app + ".log"), this.places.port(app)));
	}

	Latchkey latchkey() {
		return this.latchkey;
	}

	/**
	 * Return the scheme, host and port of an app, or of {@code login}.
	 */
	String origin(String app) {
		return this.places.origin(app);
	}

	/**
	 * Return a person who may use all apps.
	 */
	Person reader() {
		return this.latchkey.newPerson("USER", "READER");
	}

	@Override
	public void close() {
		while (!this.started.isEmpty()) {
			try {
				this.started.pop().close();
			}
			catch (Exception ex) {
				throw new IllegalStateException("A server could not be stopped", ex);
			}
		}
	}

}
