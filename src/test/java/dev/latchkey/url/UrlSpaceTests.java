package dev.latchkey.url;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.latchkey.harness.Latchkey;
import dev.latchkey.harness.RunsIn;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The table of the URL space names every endpoint, and tells what each path is.
 */
class UrlSpaceTests {

	@ParameterizedTest
	@CsvSource({ "/api,true", "/api/x,true", "/apis,false", "/API/x,false", "/oauth2,true", "/oauth2/token,true",
			"/oauth2/authorize,false", "/oauth2/logout,false", "/userinfo,true", "/forward-auth,true",
			"/forward-auth/x,true", "/.well-known/x,true", "/actuator,true", "/login,false", "/assets/x,false",
			"/%61pi/x,false", "/;/api,false", "//api,false", "/,false", "'',false", "*,false" })
	void knowsWhatProgramsCall(String path, boolean program) {
		assertThat(UrlSpace.isProgram(path)).isEqualTo(program);
	}

	@ParameterizedTest
	@CsvSource({ "/,true", "'',true", "/devices,true", "/devices/x/end,true", "/continue,true", "/password,true",
			"/admin/users,true", "/oauth2/authorize,true", "/nothing-here,true", "/login,false", "/login/x,false",
			"/logout,false", "/api/me,false", "/oauth2,false", "/forward-auth,false", "/.well-known/x,false",
			"/actuator/health,false", "/assets/x,false", "/favicon.ico,false", "/v3/api-docs,false", "/v3/x,false",
			"/swagger-ui/x,false", "/swagger-ui.html,false", "/error,false" })
	void knowsThePagesOfASession(String path, boolean page) {
		assertThat(UrlSpace.isPageOfSession(path)).isEqualTo(page);
	}

	@ParameterizedTest
	@CsvSource({ "/api/login,true", "/api/logout,true", "/api/refresh,true", "/api/login/,false", "/api/mode,false",
			"/login,false", "/oauth2/authorize,true", "/oauth2/logout,true", "/userinfo,true", "/oauth2/revoke,true",
			"/oauth2/,true", "/oauth2,false", "/oauth22/x,false" })
	void knowsWhereControllersDecideOnCsrf(String path, boolean there) {
		assertThat(UrlSpace.decidesOnCsrf(path)).isEqualTo(there);
	}

	@ParameterizedTest
	@CsvSource({ "/admin/users/alice/roles,/admin/users", "/admin/online/x/end,/admin/online",
			"/admin/applications/x/delete,/admin/applications", "/devices/x/end,/devices", "/password,/password",
			"/login,/login", "/reset,/", "/invitation,/", "/email,/", "/logout,/", "/admin/events,/", "/continue,/",
			"/api/login,/" })
	void knowsThePageOfAForm(String uri, String page) {
		assertThat(UrlSpace.pageOfForm(uri)).isEqualTo(page);
	}

	@ParameterizedTest
	@CsvSource({ "/oauth2/introspect,true", "/oauth2/token,true", "/oauth2/authorize,false", "/userinfo,false",
			"/oauth2,true", "/api/admin/applications,false" })
	void knowsWhatApplicationsCall(String path, boolean theirs) {
		assertThat(UrlSpace.isForApplications(path)).isEqualTo(theirs);
	}

	@ParameterizedTest
	@CsvSource({ "POST,/api/admin/users,users:write", "GET,/api/admin/users,users:read",
			"POST,/api/admin/users/alice/logout,sessions:end", "DELETE,/api/admin/users/alice/throttle,users:write",
			"DELETE,/api/admin/sessions/x,sessions:end", "POST,/api/admin/logout,sessions:end",
			"PUT,/api/admin/roles/DESK,roles:write", "DELETE,/api/admin/keys/x,keys:write",
			"POST,/api/admin/applications,applications:write", "POST,/admin/users,users:write",
			"GET,/api/admin/applications/x/sessions,sessions:read", "GET,/admin/applications/x/sessions,sessions:read",
			"GET,/admin/applications,applications:write", "POST,/admin/applications/x/delete,applications:write",
			"GET,/api/me/applications,", "POST,/admin/users/alice/logout,sessions:end",
			"POST,/admin/online/end-everybody,sessions:end", "DELETE,/api/me/sessions,", "POST,/devices/end-others,",
			"POST,/api/admin/nothing-here," })
	void knowsWhatPermissionACallTakes(String method, String path, String permission) {
		assertThat(UrlSpace.permissionFor(HttpMethod.valueOf(method), PathContainer.parsePath(path)))
			.isEqualTo(permission);
	}

	@Test
	void givesOneKindToPathsThatBeginAlike() {
		Set<String> programs = tops(UrlRule.Kind.PROGRAM);
		Set<String> assets = tops(UrlRule.Kind.ASSET);
		Set<String> pages = tops(UrlRule.Kind.PAGE);
		pages.addAll(tops(UrlRule.Kind.FORM));
		// the pages of OpenID Connect, which are told apart by their whole path
		pages.remove("oauth2");
		assertThat(programs).doesNotContainAnyElementsOf(assets).doesNotContainAnyElementsOf(pages);
		assertThat(pages).doesNotContainAnyElementsOf(assets);
	}

	private static Set<String> tops(UrlRule.Kind kind) {
		return Stream.of(UrlRule.Access.values())
			.flatMap((access) -> UrlSpace.rules(access).stream())
			.filter((rule) -> rule.kind() == kind)
			.flatMap((rule) -> rule.patterns().stream())
			.map((pattern) -> pattern.split("/", -1)[1])
			.collect(Collectors.toSet());
	}

	abstract static class Endpoints {

		@Test
		void areAllNamed(Latchkey latchkey) {
			// the servlet looks for them at its first request
			latchkey.client().get("/api/mode").expect(200);
			List<String> templates = latchkey.bean(DispatcherServlet.class)
				.getHandlerMappings()
				.stream()
				.filter(RequestMappingHandlerMapping.class::isInstance)
				.map(RequestMappingHandlerMapping.class::cast)
				.flatMap((mapping) -> mapping.getHandlerMethods().keySet().stream())
				.flatMap((endpoint) -> endpoint.getPatternValues().stream())
				.toList();
			assertThat(templates).contains("/login", "/api/admin/users/{username}", "/devices/{handle}/end")
				.allSatisfy((template) -> assertThat(UrlSpace.names(template)).as(template).isTrue());
		}

	}

	@Nested
	@RunsIn(Latchkey.Mode.SESSION)
	class InSessionMode extends Endpoints {

	}

	@Nested
	@RunsIn(Latchkey.Mode.JWT)
	class InJwtMode extends Endpoints {

	}

}
