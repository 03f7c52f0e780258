package dev.latchkey.bench.load;

import java.util.ArrayList;
import java.util.List;

import dev.latchkey.bench.app.JwtWithRedis;
import dev.latchkey.bench.app.ResourceServer;
import dev.latchkey.bench.app.SaToken;
import dev.latchkey.bench.app.ServletSessions;
import dev.latchkey.bench.app.SpringSession;
import dev.latchkey.bench.app.SpringSessionIndexed;
import dev.latchkey.bench.app.WithLatchkey;

/**
 * What is compared.
 *
 * @param name how the table calls it
 * @param main what starts it
 * @param carries how a credential travels: a header, with what comes before the value
 * @param absent jars that this application would not have, as a regular expression
 * @param settings its own settings
 */
public record Peer(String name, Class<?> main, String carries, String absent, List<String> settings) {

	public static final String ALL = ".*";

	/** Whom to measure, as a regular expression of names. */
	public static final String CHOSEN = System.getProperty("latchkey.bench.peers", ALL);

	/** What Latchkey's secrets are derived from. */
	public static final String MASTER_KEY = "b25seS1mb3ItdGVzdHMtb25seS1mb3ItdGVzdHMtMTI=";

	private static final String BEARER = "Authorization: Bearer ";

	// with these, Spring Security observes each of its filters, which Latchkey switched
	// off and a plain application never had; the API of observations stays, which
	// Spring itself needs
	private static final String METRICS = ".*(actuator|spring-boot-health|micrometer-(core|jakarta9|registry|metrics)|boot-micrometer|prometheus-metrics|HdrHistogram).*|";

	// what no peer has: Latchkey itself, and what comes with it
	private static final String LATCHKEY = ".*/target/classes|.*(flyway|jdbc|/h2-|postgresql|HikariCP|thymeleaf|springdoc|modulith|resilience4j|caffeine).*|"
			+ METRICS;

	private static final String SESSIONS = ".*spring-(boot-)?session.*";

	private static final String SA_TOKEN = ".*(sa-token).*";

	public static List<Peer> chosen() {
		return all().stream().filter((peer) -> peer.name().matches(CHOSEN)).toList();
	}

	private static List<Peer> all() {
		String noSessions = LATCHKEY + SESSIONS + "|" + SA_TOKEN;
		return List.of(latchkey("session", "Cookie: __Host-latchkey="), latchkey("jwt", BEARER),
				new Peer("in-memory sessions of the servlet container", ServletSessions.class, "Cookie: JSESSIONID=",
						noSessions, List.of()),
				new Peer("Spring resource server, HS256, cannot revoke", ResourceServer.class, BEARER, noSessions,
						List.of("--algorithm=HS256")),
				new Peer("Spring resource server, RS256, cannot revoke", ResourceServer.class, BEARER, noSessions,
						List.of("--algorithm=RS256")),
				new Peer("Sa-Token, Redis", SaToken.class, "satoken: ",
						LATCHKEY + SESSIONS + "|.*spring-(boot-)?security.*",
						List.of("--sa-token.is-print=false", "--sa-token.is-share=false",
								"--sa-token.max-login-count=-1")),
				new Peer("JWT filter, asks Redis", JwtWithRedis.class, BEARER, noSessions, List.of()),
				new Peer("Spring Session", SpringSession.class, "Cookie: SESSION=", LATCHKEY + SA_TOKEN, List.of()),
				new Peer("Spring Session, indexed", SpringSessionIndexed.class, "Cookie: SESSION=", LATCHKEY + SA_TOKEN,
						List.of()));
	}

	private static Peer latchkey(String mode, String carries) {
		return new Peer("Latchkey, `" + mode + "`", WithLatchkey.class, carries, SA_TOKEN,
				List.of("--spring.profiles.active=" + mode, "--latchkey.first-admin.password=tulip-anchor-violin-93",
						"--latchkey.master-key=" + MASTER_KEY,
						"--latchkey.session.max-per-account=100000", "--latchkey.jwt.access-token-lifetime=1h"));
	}

	public boolean isLatchkey() {
		return this.main == WithLatchkey.class;
	}

	public String classPath() {
		String separator = System.getProperty("path.separator");
		List<String> kept = new ArrayList<>();
		for (String entry : System.getProperty("java.class.path").split(separator)) {
			if (!entry.matches(this.absent)) {
				kept.add(entry);
			}
		}
		return String.join(separator, kept);
	}

}
