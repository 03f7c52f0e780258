package dev.latchkey.embedded;

import java.util.List;
import java.util.Map;

import dev.latchkey.harness.Client;
import dev.latchkey.harness.EnumSourceInFull;
import dev.latchkey.harness.Latchkey;
import dev.latchkey.harness.LatchkeyProcess;
import org.junit.jupiter.params.ParameterizedTest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The JVM's locale, time zone and encoding change nothing: neither in {@code ar-EG},
 * whose digits are others, nor in {@code tr-TR}, where {@code i} is no small {@code I}.
 */
class LocaleTests {

	private enum Place {

		EGYPT(Latchkey.Mode.SESSION, "ar", "EG"), TURKEY(Latchkey.Mode.JWT, "tr", "TR");

		private final Latchkey.Mode mode;

		private final String language;

		private final String country;

		Place(Latchkey.Mode mode, String language, String country) {
			this.mode = mode;
			this.language = language;
			this.country = country;
		}

	}

	@ParameterizedTest
	@EnumSourceInFull(byDefault = "EGYPT")
	void changesNothing(Place place) {
		try (LatchkeyProcess process = Latchkey.in(place.mode)
			.jvm("-Duser.language=" + place.language)
			.jvm("-Duser.country=" + place.country)
			.jvm("-Duser.timezone=Pacific/Kiritimati")
			.jvm("-Dfile.encoding=ISO-8859-9")
			.startProcess()) {
			Client admin = process.client();
			admin.loginForCookies(Latchkey.ADMIN).expect(200);
			admin.post("/api/admin/users", Map.of("username", "I\u0130i\u0131-name")).expect(201);
			admin.put("/api/admin/roles/TITLES", Map.of("permissions", List.of("titles:edit"))).expect(200);
			for (String path : List.of("/api/me", "/api/me/sessions", "/api/me/events", "/api/admin/users",
					"/api/admin/events", "/api/admin/events?format=csv", "/api/admin/sessions", "/v3/api-docs",
					"/actuator/health/readiness")) {
				isAscii(admin.call("GET", path)
					.accept("*/*")
					.header("Accept-Language", "ar-EG")
					.send()
					.expect(200)
					.body());
			}
			for (String page : List.of("/", "/devices", "/admin/users", "/admin/online", "/admin/events",
					"/admin/applications", "/admin/events?from=2026-01-01&to=2099-12-31", "/login", "/nothing-here")) {
				isAscii(admin.call("GET", page)
					.accept("text/html")
					.header("Accept-Language", "ar-EG,tr;q=0.8")
					.send()
					.expect(200, 404)
					.body());
			}
			process.client().login(Map.of("username", "admin", "password", "\u0130")).expectProblem(401);
			isAscii(process.said());
		}
	}

	/**
	 * Fail where a digit is none of the ten that every program reads.
	 */
	private static void isAscii(String text) {
		assertThat(text.codePoints().filter(Character::isDigit).allMatch((digit) -> digit < 0x80)).as(text).isTrue();
	}

}
