package dev.latchkey.oidc.authorize;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Collection;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.latchkey.crypto.DerivedKeys;
import dev.latchkey.crypto.TextMac;
import dev.latchkey.session.Session;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * Proves what a person has done since an authorization request came. Nothing is kept
 * meanwhile: it stands in the request itself, in parameters that Latchkey adds. A browser
 * can leave them out, and is asked again; it cannot write them, nor bring them with
 * another request, in another session, or much later. Each is a word, when it was
 * written, in seconds, and a MAC.
 */
public class StepProofs {

	/** Says with which session, if any, the request came: a later one is a new login. */
	static final String LOGIN = "session_before";

	/** Says what the person answered on the page of the consent. */
	static final String CONSENT = "consent";

	private static final String NO_SESSION = "none";

	private static final Pattern PROOF = Pattern
		.compile("(?<word>[A-Za-z0-9_-]{1,64})\\.(?<at>[0-9]{1,10})\\.(?<mac>[A-Za-z0-9_-]{43})");

	/** How long a person may take to sign in: as long as a pushed request waits then. */
	private static final Duration LOGIN_PATIENCE = Duration.ofHours(1);

	/** The browser goes straight on from the page of the consent. */
	private static final Duration ANSWER_PATIENCE = Duration.ofMinutes(5);

	/** By how much the clocks of nodes may differ. */
	private static final Duration CLOCK_SKEW = Duration.ofSeconds(5);

	private final TextMac macs;

	private final Clock clock;

	StepProofs(DerivedKeys keys, Clock clock) {
		this.macs = new TextMac(keys.forAuthenticating("latchkey: steps of authorization requests"));
		this.clock = clock;
	}

	/**
	 * Return the query of a request, without what was proved before, and with a proof of
	 * the session with which it came.
	 * @param session the session, or {@code null} if there is none
	 */
	String beforeLogin(HttpServletRequest request, @Nullable Session session) {
		String query = RequestQuery.bare(request.getQueryString());
		String word = (session != null) ? session.handle() : NO_SESSION;
		return query + "&" + LOGIN + "=" + write(word, LOGIN, query);
	}

	/**
	 * Return whether the person has signed in since the request came, or has proved once
	 * more who it is. That it is another session does not say it: the request may have
	 * come in another browser first.
	 */
	boolean hasSignedIn(HttpServletRequest request, Session session) {
		@Nullable Matcher proof = read(request, LOGIN, LOGIN_PATIENCE);
		return proof != null && isLater(session, proof)
				&& verifies(proof, LOGIN, RequestQuery.bare(request.getQueryString()));
	}

	/**
	 * Return whether what was shown in a session was shown after a request came. In the
	 * same session that takes a proof of a later second.
	 */
	private static boolean isLater(Session session, Matcher proof) {
		return proof.group("word").equals(session.handle())
				? session.authTime().truncatedTo(ChronoUnit.SECONDS).isAfter(writtenAt(proof))
				: !session.startedAt().plus(CLOCK_SKEW).isBefore(writtenAt(proof));
	}

	/**
	 * Return an authorization request with what a person answered.
	 * @param request its path, with a query
	 * @param answer the answer
	 * @param session the session of the person
	 * @param clientId the application that the person was shown
	 * @param scopes the scopes that the person was shown
	 * @return the path, with the query and a proof
	 */
	public String answered(String request, ConsentAnswer answer, Session session, String clientId,
			Collection<String> scopes) {
		String[] parts = request.split("\\?", 2);
		String query = (parts.length == 2) ? parts[1] : "";
		return parts[0] + "?" + RequestQuery.without(query, CONSENT) + "&" + CONSENT + "=" + write(answer.word(),
				CONSENT, RequestQuery.bare(query), session.handle(), clientId, String.join(" ", new TreeSet<>(scopes)));
	}

	/**
	 * Return whether the person was asked for just these scopes of this application, and
	 * has answered so.
	 */
	boolean hasAnswered(HttpServletRequest request, ConsentAnswer answer, Session session, String clientId,
			Collection<String> scopes) {
		@Nullable Matcher proof = read(request, CONSENT, ANSWER_PATIENCE);
		return proof != null && proof.group("word").equals(answer.word())
				&& verifies(proof, CONSENT, RequestQuery.bare(request.getQueryString()), session.handle(), clientId,
						String.join(" ", new TreeSet<>(scopes)));
	}

	private String write(String word, String... about) {
		String at = String.valueOf(this.clock.instant().getEpochSecond());
		return word + "." + at + "." + this.macs.compute(parts(word, at, about));
	}

	private @Nullable Matcher read(HttpServletRequest request, String name, Duration patience) {
		@Nullable String text = RequestCheck.single(request, name);
		if (text == null) {
			return null;
		}
		Matcher proof = PROOF.matcher(text);
		return (proof.matches() && !writtenAt(proof).plus(patience).isBefore(this.clock.instant())) ? proof : null;
	}

	private boolean verifies(Matcher proof, String... about) {
		return this.macs.verifies(proof.group("mac"), parts(proof.group("word"), proof.group("at"), about));
	}

	private static Instant writtenAt(Matcher proof) {
		return Instant.ofEpochSecond(Long.parseLong(proof.group("at")));
	}

	private static String[] parts(String word, String at, String[] about) {
		String[] parts = Arrays.copyOf(about, about.length + 2);
		parts[about.length] = word;
		parts[about.length + 1] = at;
		return parts;
	}

}
