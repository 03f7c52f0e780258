package dev.latchkey.bench.load;

import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An application that signs people in by OpenID Connect.
 */
public final class OpenIdApplication {

	/** The question whom an access token is about. */
	public static final String USERINFO = "/userinfo";

	private static final String CLIENT = "notes";

	private static final String SECRET = "only-for-benchmarks-0123456789abcdef";

	private static final String REDIRECT = "http://localhost:1/callback";

	// RFC 7636, appendix B
	private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

	private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

	private OpenIdApplication() {
	}

	/**
	 * Return the settings with which Latchkey knows it.
	 */
	static List<String> settings() {
		String application = "--latchkey.applications[1].";
		return List.of(application + "client-id=" + CLIENT, application + "name=Notes",
				application + "client-secret=" + SECRET, application + "oidc.redirect-uris[0]=" + REDIRECT);
	}

	/**
	 * Lead a session there, as its browser would go.
	 * @param login the header that says who is signed in at the login host
	 */
	public static Tokens signIn(MeasuredApplication app, String... login) throws IOException, InterruptedException {
		HttpResponse<String> answer = app.get("/oauth2/authorize?response_type=code&client_id=" + CLIENT
				+ "&redirect_uri=" + encoded(REDIRECT) + "&scope=openid%20profile%20roles&code_challenge_method=S256"
				+ "&code_challenge=" + CHALLENGE, login);
		String location = answer.headers().firstValue("Location").orElseThrow();
		Matcher code = Pattern.compile("[?&]code=([^&]+)").matcher(location);
		if (!code.find()) {
			throw new IllegalStateException("No code: " + location);
		}
		return tokens(app, "grant_type=authorization_code&code=" + code.group(1) + "&redirect_uri="
				+ encoded(REDIRECT) + "&code_verifier=" + VERIFIER);
	}

	/**
	 * Exchange the refresh token.
	 */
	public static Tokens refresh(MeasuredApplication app, Tokens tokens) throws IOException, InterruptedException {
		return tokens(app, "grant_type=refresh_token&refresh_token=" + encoded(tokens.refresh()));
	}

	/**
	 * Ask whom the access token is about.
	 */
	public static Tokens ask(MeasuredApplication app, Tokens tokens) throws IOException, InterruptedException {
		HttpResponse<String> answer = app.get(USERINFO, "Authorization", "Bearer " + tokens.access());
		if (answer.statusCode() != 200) {
			throw new IllegalStateException(answer.statusCode() + " " + answer.body());
		}
		return tokens;
	}

	private static Tokens tokens(MeasuredApplication app, String form) throws IOException, InterruptedException {
		HttpResponse<String> answer = app.post("/oauth2/token",
				form + "&client_id=" + CLIENT + "&client_secret=" + SECRET);
		return new Tokens(member(answer, "access_token"), member(answer, "refresh_token"));
	}

	private static String member(HttpResponse<String> answer, String name) {
		Matcher member = Pattern.compile("\"" + name + "\":\"([^\"]+)\"").matcher(answer.body());
		if (!member.find()) {
			throw new IllegalStateException(answer.statusCode() + " " + answer.body());
		}
		return member.group(1);
	}

	private static String encoded(String text) {
		return URLEncoder.encode(text, StandardCharsets.UTF_8);
	}

	/**
	 * What it was given in a session.
	 *
	 * @param access the access token
	 * @param refresh the refresh token
	 */
	public record Tokens(String access, String refresh) {

	}

}
