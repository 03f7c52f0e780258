package dev.latchkey.oidc;

import java.util.Map;

import dev.latchkey.harness.Answer;
import dev.latchkey.harness.Call;
import dev.latchkey.harness.Client;
import dev.latchkey.harness.Latchkey;
import dev.latchkey.harness.RelyingParty;
import dev.latchkey.harness.RunsIn;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Applications are answered with JSON, whatever their library says that it accepts.
 */
@RunsIn(Latchkey.Mode.SESSION)
class ClientAnswersTests {

	private static final String FORM = "application/x-www-form-urlencoded";

	private Latchkey latchkey;

	@BeforeEach
	void use(Latchkey started) {
		this.latchkey = started;
	}

	@ParameterizedTest
	@ValueSource(strings = { "text/html", "application/xml", "application/jwt", "image/png;q=0.5", "nonsense" })
	void areJsonWhateverIsAccepted(String accept) {
		RelyingParty application = RelyingParty.at(this.latchkey, Map.of("public", true));
		Client browser = this.latchkey.client();
		browser.loginByForm(this.latchkey.newPerson("USER")).expect(303);
		String clientId = "client_id=" + application.clientId();
		Answer tokens = json(post("/oauth2/token",
				RelyingParty
					.encoded(Map.of("grant_type", "authorization_code", "code", application.code(browser),
							"redirect_uri", application.redirectUri(), "code_verifier", RelyingParty.VERIFIER))
						+ "&" + clientId)
			.accept(accept), 200);
		json(post("/oauth2/token", clientId + "&grant_type=nothing").accept(accept), 400);
		json(post("/oauth2/par", RelyingParty.encoded(application.request())).accept(accept), 201);
		json(post("/oauth2/device_authorization", clientId + "&scope=profile").accept(accept), 200);
		json(this.latchkey.client()
			.call("GET", "/userinfo")
			.header("Authorization", "Bearer " + tokens.text("/access_token"))
			.accept(accept), 200);
		for (String path : new String[] { "openid-configuration", "oauth-authorization-server", "jwks.json" }) {
			json(this.latchkey.client().call("GET", "/.well-known/" + path).accept(accept), 200);
		}
	}

	private Call post(String path, String form) {
		return this.latchkey.client().call("POST", path).withoutCsrf().body(FORM, form);
	}

	private static Answer json(Call call, int status) {
		Answer answer = call.send().expect(status);
		assertThat(answer.header("Content-Type").orElse("")).as(answer.toString())
			.matches("application/(jwk-set\\+)?json(;.*)?");
		return answer;
	}

}
