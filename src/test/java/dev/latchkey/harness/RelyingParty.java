package dev.latchkey.harness;

import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * An application that speaks OpenID Connect, registered by an administrator: a test says
 * each step itself.
 *
 * @param latchkey where it is registered
 * @param clientId its name
 * @param secret its proof, or {@code null} where it is public
 * @param redirectUri the address at which it is answered
 */
public record RelyingParty(Latchkey latchkey, String clientId, @Nullable String secret, String redirectUri) {

	/** What the challenge of each request here is made of. */
	public static final String VERIFIER = "a".repeat(43);

	private static final String FORM = "application/x-www-form-urlencoded";

	private static final AtomicInteger APPLICATIONS = new AtomicInteger();

	/**
	 * Register one.
	 * @param latchkey where
	 * @param more members of {@code oidc} besides the address, such as {@code public}
	 * @return the application
	 */
	public static RelyingParty at(Latchkey latchkey, Map<String, ?> more) {
		return at(latchkey, Map.of(), more);
	}

	/**
	 * Register one.
	 * @param latchkey where
	 * @param application further members of the application, such as {@code permission}
	 * @param more members of {@code oidc} besides the address
	 * @return the application
	 */
	public static RelyingParty at(Latchkey latchkey, Map<String, ?> application, Map<String, ?> more) {
		String redirectUri = "https://app" + APPLICATIONS.incrementAndGet() + ".example/cb?kept=1";
		Map<String, Object> oidc = new LinkedHashMap<>(Map.of("redirect_uris", List.of(redirectUri)));
		oidc.putAll(more);
		Map<String, Object> body = new LinkedHashMap<>(application);
		body.put("name", "Relying party " + APPLICATIONS.get());
		body.put("oidc", oidc);
		Answer answer = latchkey.admin().post("/api/admin/applications", body).expect(201);
		@Nullable String secret = answer.json().has("client_secret") ? answer.text("/client_secret") : null;
		Object uris = oidc.get("redirect_uris");
		return new RelyingParty(latchkey, answer.text("/client_id"), secret,
				(uris instanceof List<?> list) ? String.valueOf(list.get(0)) : redirectUri);
	}

	/**
	 * Return the parameters of an authorization request.
	 * @param changes alternately names and values; an empty value takes a parameter away
	 * @return the parameters
	 */
	public Map<String, String> request(String... changes) {
		Map<String, String> request = new LinkedHashMap<>();
		request.put("response_type", "code");
		request.put("client_id", this.clientId);
		request.put("redirect_uri", this.redirectUri);
		request.put("scope", "openid profile roles");
		request.put("state", "a state");
		request.put("nonce", "a nonce");
		request.put("code_challenge", challenge(VERIFIER));
		request.put("code_challenge_method", "S256");
		for (int i = 0; i < changes.length; i += 2) {
			if (changes[i + 1].isEmpty()) {
				request.remove(changes[i]);
			}
			else {
				request.put(changes[i], changes[i + 1]);
			}
		}
		return request;
	}

	/**
	 * Return the path of an authorization request.
	 * @param changes as for {@link #request}
	 * @return the path and query
	 */
	public String path(String... changes) {
		return "/oauth2/authorize?" + encoded(request(changes));
	}

	/**
	 * Ask, as a browser does that is led to it.
	 * @param browser the browser
	 * @param changes as for {@link #request}
	 * @return the answer
	 */
	public Answer authorize(Client browser, String... changes) {
		return browser.browse(path(changes));
	}

	/**
	 * Ask in the session of a browser, and take the code.
	 * @param browser the browser, which is signed in
	 * @param changes as for {@link #request}
	 * @return the code
	 */
	public String code(Client browser, String... changes) {
		Map<String, String> answer = answered(authorize(browser, changes));
		if (!answer.containsKey("code")) {
			throw new AssertionError("No code: " + answer);
		}
		return answer.get("code");
	}

	/**
	 * Read what this application is told at its address.
	 * @param redirect the redirect
	 * @return the parameters
	 */
	public Map<String, String> answered(Answer redirect) {
		String location = redirect.expect(303).header("Location").orElseThrow();
		if (!location.startsWith(this.redirectUri)) {
			throw new AssertionError("Led elsewhere: " + location);
		}
		return parameters(location);
	}

	/**
	 * Read the query of an address.
	 * @param address the address
	 * @return its parameters
	 */
	public static Map<String, String> parameters(String address) {
		Map<String, String> parameters = new LinkedHashMap<>();
		for (String field : URI.create(address).getRawQuery().split("&")) {
			String[] pair = field.split("=", 2);
			parameters.put(decoded(pair[0]), (pair.length == 2) ? decoded(pair[1]) : "");
		}
		return parameters;
	}

	/**
	 * Redeem a code.
	 * @param code the code
	 * @return the answer
	 */
	public Answer redeem(String code) {
		return token("grant_type", "authorization_code", "code", code, "redirect_uri", this.redirectUri,
				"code_verifier", VERIFIER);
	}

	/**
	 * Exchange a refresh token.
	 * @param refreshToken the token
	 * @return the answer
	 */
	public Answer refresh(String refreshToken) {
		return token("grant_type", "refresh_token", "refresh_token", refreshToken);
	}

	/**
	 * Call the token endpoint.
	 * @param form alternately names and values
	 * @return the answer
	 */
	public Answer token(String... form) {
		return call("/oauth2/token", form);
	}

	/**
	 * Call an endpoint as this application.
	 * @param path the path
	 * @param form alternately names and values
	 * @return the answer
	 */
	public Answer call(String path, String... form) {
		Map<String, String> fields = new LinkedHashMap<>();
		for (int i = 0; i < form.length; i += 2) {
			fields.put(form[i], form[i + 1]);
		}
		Call call = this.latchkey.client().call("POST", path).withoutCsrf();
		if (this.secret == null) {
			fields.put("client_id", this.clientId);
		}
		else {
			call.header("Authorization", Registered.basic(this.clientId + ":" + this.secret));
		}
		return call.body(FORM, encoded(fields)).send();
	}

	/**
	 * Ask who the person is.
	 * @param accessToken the access token
	 * @return the answer
	 */
	public Answer userInfo(String accessToken) {
		return this.latchkey.client().call("GET", "/userinfo").header("Authorization", "Bearer " + accessToken).send();
	}

	/**
	 * Write parameters as a form.
	 * @param parameters the parameters
	 * @return the text
	 */
	public static String encoded(Map<String, String> parameters) {
		return parameters.entrySet()
			.stream()
			.map((field) -> encode(field.getKey()) + "=" + encode(field.getValue()))
			.collect(Collectors.joining("&"));
	}

	private static String encode(String text) {
		return URLEncoder.encode(text, StandardCharsets.UTF_8);
	}

	private static String decoded(String text) {
		return URLDecoder.decode(text, StandardCharsets.UTF_8);
	}

	/**
	 * Return the challenge of a verifier (RFC 7636, 4.2).
	 * @param verifier the verifier
	 * @return the challenge
	 */
	public static String challenge(String verifier) {
		try {
			return Base64.getUrlEncoder()
				.withoutPadding()
				.encodeToString(
						MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII)));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
