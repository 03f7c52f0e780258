package dev.latchkey.bench.load;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;

/**
 * The host of an application behind a reverse proxy, which asks about each request.
 */
final class ProxiedHost {

	private static final String NAME = "wiki.example.com";

	private static final List<String> ASKED = List.of("X-Forwarded-Method", "GET", "X-Forwarded-Proto", "https",
			"X-Forwarded-Host", NAME, "X-Forwarded-Uri", "/");

	private ProxiedHost() {
	}

	/**
	 * Return the settings with which Latchkey knows it, and believes the load that it is
	 * the proxy.
	 */
	static List<String> settings(int port) {
		return List.of("--latchkey.web.public-url=http://localhost:" + port,
				"--latchkey.web.trusted-proxies=127.0.0.1,::1", "--latchkey.applications[0].client-id=wiki",
				"--latchkey.applications[0].name=Wiki", "--latchkey.applications[0].proxy.hosts[0]=" + NAME);
	}

	/**
	 * Lead a session there, as its browser would go.
	 * @param login the header that says who is signed in at the login host
	 * @return names and values of the headers of the proxy's question about its requests
	 */
	static String[] enter(MeasuredApplication app, String... login) throws IOException, InterruptedException {
		HttpResponse<String> start = app.get("/.latchkey/start?to=%2F", question());
		HttpResponse<String> signedIn = app.get(target(start), login);
		return question("Cookie", cookie(app.get(target(signedIn), question("Cookie", cookie(start)))));
	}

	private static String[] question(String... more) {
		List<String> headers = new ArrayList<>(ASKED);
		headers.addAll(List.of(more));
		return headers.toArray(String[]::new);
	}

	private static String target(HttpResponse<String> answer) {
		URI location = URI.create(answer.headers().firstValue("Location").orElseThrow());
		return location.getRawPath() + "?" + location.getRawQuery();
	}

	private static String cookie(HttpResponse<String> answer) {
		return answer.headers().firstValue("Set-Cookie").orElseThrow().split(";")[0];
	}

}
