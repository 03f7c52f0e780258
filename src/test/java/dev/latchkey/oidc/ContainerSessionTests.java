package dev.latchkey.oidc;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import dev.latchkey.harness.Answer;
import dev.latchkey.harness.Client;
import dev.latchkey.harness.Latchkey;
import dev.latchkey.harness.RelyingParty;
import dev.latchkey.harness.RunsIn;
import org.apache.catalina.Context;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ApplicationContext;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The container makes no session of its own, whatever is asked for: another node would
 * not know it, and no ending would end it.
 */
class ContainerSessionTests {

	abstract static class EachMode {

		private static final String FORM = "application/x-www-form-urlencoded";

		@Test
		void isMadeByNoEndpoint(Latchkey latchkey) {
			RelyingParty application = RelyingParty.at(latchkey, Map.of("consent", true));
			Client browser = latchkey.client();
			browser.loginByForm(latchkey.newPerson("USER")).expect(303);
			String path = application.path("scope", "openid");
			for (Client client : List.of(latchkey.client(), browser, latchkey.admin())) {
				client.browse(path);
				client.browse(application.path("prompt", "none"));
				paths(latchkey).forEach((endpoint) -> {
					client.browse(endpoint);
					client.call("POST", endpoint).body(FORM, "x=y").send();
				});
			}
			latchkey.forgetAdmin();
			assertThat(made(latchkey)).isZero();
		}

		@Test
		void isMadeByNoFlow(Latchkey latchkey) {
			RelyingParty application = RelyingParty.at(latchkey, Map.of());
			Client browser = latchkey.client();
			browser.loginByForm(latchkey.newPerson("USER")).expect(303);
			Answer tokens = application.redeem(application.code(browser)).expect(200);
			application.userInfo(tokens.text("/access_token")).expect(200);
			application.refresh(tokens.text("/refresh_token")).expect(200);
			application.call("/oauth2/par", "client_id", application.clientId());
			browser.browse("/oauth2/logout?id_token_hint=" + tokens.text("/id_token"));
			assertThat(made(latchkey)).isZero();
		}

		private static Stream<String> paths(Latchkey latchkey) {
			return context(latchkey).getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
				.getHandlerMethods()
				.keySet()
				.stream()
				.flatMap((mapping) -> mapping.getPatternValues().stream())
				// they would end the session that the others are asked in
				.filter((path) -> !path.contains("logout") && !path.contains("end-others"))
				.map((path) -> path.replaceAll("\\{[^}]*}", "x").replace("**", "x"))
				.distinct();
		}

		private static ApplicationContext context(Latchkey latchkey) {
			return Objects.requireNonNull(latchkey.bean(DispatcherServlet.class).getWebApplicationContext());
		}

		/**
		 * Return how many sessions the container has made since it started.
		 */
		private static long made(Latchkey latchkey) {
			TomcatWebServer server = (TomcatWebServer) ((WebServerApplicationContext) context(latchkey)).getWebServer();
			return Stream.of(server.getTomcat().getHost().findChildren())
				.mapToLong((child) -> ((Context) child).getManager().getSessionCounter())
				.sum();
		}

	}

	@Nested
	@RunsIn(value = Latchkey.Mode.SESSION, own = true)
	class InSessionMode extends EachMode {

	}

	@Nested
	@RunsIn(value = Latchkey.Mode.JWT, own = true)
	class InJwtMode extends EachMode {

	}

}
