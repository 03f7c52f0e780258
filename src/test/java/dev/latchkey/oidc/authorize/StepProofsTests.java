package dev.latchkey.oidc.authorize;

import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

import dev.latchkey.crypto.DerivedKeys;
import dev.latchkey.factor.AuthenticationMethods;
import dev.latchkey.harness.MovableClock;
import dev.latchkey.session.Session;
import jakarta.servlet.http.HttpServletRequest;
import org.junit.jupiter.api.Test;

import org.springframework.mock.web.MockHttpServletRequest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a person has done for one request is proved for that one alone, and not for long.
 */
class StepProofsTests {

	private static final String QUERY = "client_id=wiki&state=a%20b&x&&y=%27";

	private static final String PATH = "/oauth2/authorize?";

	private static final SortedSet<String> SCOPES = new TreeSet<>(Set.of("openid", "roles"));

	private final MovableClock clock = MovableClock.stoppedAt(Instant.parse("2030-01-02T03:04:05.678Z"));

	private final StepProofs proofs = proofs(0);

	private StepProofs proofs(int masterKey) {
		byte[] master = new byte[32];
		master[0] = (byte) masterKey;
		return new StepProofs(new DerivedKeys(Base64.getEncoder().encodeToString(master)), this.clock);
	}

	private Session session(String handle) {
		Instant now = this.clock.instant();
		return new Session(handle, "account", "alice", new TreeSet<>(), new TreeSet<>(), false, 1, now,
				now.plus(Duration.ofDays(1)), AuthenticationMethods.PASSWORD, now, false);
	}

	private static HttpServletRequest request(String query) {
		MockHttpServletRequest request = new MockHttpServletRequest("GET", "/oauth2/authorize");
		request.setQueryString(query);
		for (String field : query.split("&")) {
			String[] pair = field.split("=", 2);
			request.addParameter(pair[0], (pair.length == 2) ? pair[1] : "");
		}
		return request;
	}

	private String answered(Session session) {
		return this.proofs.answered(PATH + QUERY, ConsentAnswer.GIVEN, session, "wiki", SCOPES)
			.substring(PATH.length());
	}

	private boolean isGiven(String query, Session session, Set<String> scopes) {
		return this.proofs.hasAnswered(request(query), ConsentAnswer.GIVEN, session, "wiki", scopes);
	}

	@Test
	void takesALoginThatFollows() {
		Session before = session("before");
		String query = this.proofs.beforeLogin(request(QUERY), before);
		assertThat(query).startsWith(QUERY + "&session_before=before.");
		assertThat(this.proofs.hasSignedIn(request(query), before)).isFalse();
		this.clock.advance(Duration.ofMinutes(59));
		Session after = session("after");
		assertThat(this.proofs.hasSignedIn(request(query), after)).isTrue();
		// and stands through the page of the consent
		String answered = this.proofs.answered(PATH + query, ConsentAnswer.GIVEN, after, "wiki", SCOPES);
		assertThat(this.proofs.hasSignedIn(request(answered.substring(PATH.length())), after)).isTrue();
		assertThat(isGiven(answered.substring(PATH.length()), after, SCOPES)).isTrue();
		this.clock.advance(Duration.ofMinutes(2));
		assertThat(this.proofs.hasSignedIn(request(query), after)).isFalse();
	}

	@Test
	void takesAProofThatWasRenewedInTheSameSession() {
		Session before = session("same");
		String query = this.proofs.beforeLogin(request(QUERY), before);
		this.clock.advance(Duration.ofMinutes(1));
		assertThat(this.proofs.hasSignedIn(request(query), before)).isFalse();
		Session renewed = new Session("same", "account", "alice", new TreeSet<>(), new TreeSet<>(), false, 1,
				before.startedAt(), before.expiresAt(), before.amr(), this.clock.instant(), false);
		assertThat(this.proofs.hasSignedIn(request(query), renewed)).isTrue();
	}

	/** Such a request can be had in any other browser, in which no user is signed in. */
	@Test
	void takesNoSessionThatIsOlderThanTheRequest() {
		Session before = session("before");
		this.clock.advance(Duration.ofMinutes(1));
		String query = this.proofs.beforeLogin(request(QUERY), null);
		assertThat(this.proofs.hasSignedIn(request(query), before)).isFalse();
		assertThat(this.proofs.hasSignedIn(request(query), session("after"))).isTrue();
	}

	@Test
	void takesNoProofThatWasChangedOrMovedOrRepeated() {
		String query = this.proofs.beforeLogin(request(QUERY), null);
		Session after = session("after");
		assertThat(this.proofs.hasSignedIn(request(query), after)).isTrue();
		String field = query.substring(query.lastIndexOf('&'));
		String mac = query.substring(query.lastIndexOf('.') + 1);
		for (String other : Set.of(QUERY, query.replace("=none.", "=other."), query.replace("=wiki", "=other"),
				query + field, query + "&more=1", query.replace(mac, "A".repeat(43)), query + "x",
				QUERY + field.replace("session_before", "consent"), QUERY + "&session_before=")) {
			assertThat(this.proofs.hasSignedIn(request(other), after)).as(other).isFalse();
		}
		assertThat(proofs(1).hasSignedIn(request(query), after)).isFalse();
	}

	@Test
	void takesAnAnswerForWhatWasShownAlone() {
		Session session = session("session");
		String query = answered(session);
		assertThat(isGiven(query, session, SCOPES)).isTrue();
		assertThat(this.proofs.hasAnswered(request(query), ConsentAnswer.DENIED, session, "wiki", SCOPES)).isFalse();
		assertThat(this.proofs.hasAnswered(request(query), ConsentAnswer.GIVEN, session, "notes", SCOPES)).isFalse();
		assertThat(isGiven(query, session("other"), SCOPES)).isFalse();
		assertThat(isGiven(query, session, Set.of("openid", "roles", "email"))).isFalse();
		assertThat(isGiven(query, session, Set.of())).isFalse();
		assertThat(isGiven(query.replace("a%20b", "c"), session, SCOPES)).isFalse();
		assertThat(isGiven(query.replace("=given", "=denied"), session, SCOPES)).isFalse();
		assertThat(isGiven(QUERY + "&consent=given", session, SCOPES)).isFalse();
		assertThat(isGiven(QUERY, session, SCOPES)).isFalse();
		this.clock.advance(Duration.ofMinutes(6));
		assertThat(isGiven(query, session, SCOPES)).isFalse();
	}

}
