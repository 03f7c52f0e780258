package dev.latchkey.url;

import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPatternParser;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A set of paths says what its patterns say, one after the other.
 */
class PathSetTests {

	private static final String[] PATTERNS = { "/login", "/api/login", "/api/*/keys", "/api/v?/roles", "/oauth2/**",
			"/actuator/health/liveness", "/docs/{page}" };

	@ParameterizedTest
	@ValueSource(strings = { "", "/", "/login", "/login/", "/login/x", "/Login", "/login;a=b", "/lo%67in", "/api",
			"/api/login", "/api/login/", "/api/login/x", "/api//login", "//api/login", "/api/lo%67in", "/a%70i/login",
			"/api/login;a=b", "/api;a=b/login", "/api/x/keys", "/api/login/keys", "/api//keys", "/api/v1/roles",
			"/api/v12/roles", "/oauth2", "/oauth2/", "/oauth2/jwks", "/oauth2/a/b", "/oauth22", "/actuator/health",
			"/actuator/health/liveness", "/actuator/health/liveness/x", "/docs", "/docs/", "/docs/start", "/docs/a/b",
			"/docs/%2F", "/x" })
	void saysWhatItsPatternsSay(String text) {
		PathContainer path = PathContainer.parsePath(text);

		assertThat(new PathSet(PATTERNS).contain(path)).isEqualTo(Stream.of(PATTERNS)
			.map(PathPatternParser.defaultInstance::parse)
			.anyMatch((pattern) -> pattern.matches(path)));
	}

}
