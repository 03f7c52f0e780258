package dev.latchkey.grant;

import java.time.Clock;
import java.time.Instant;
import java.util.List;

import dev.latchkey.application.Application;
import dev.latchkey.application.ProxyAccess;
import dev.latchkey.crypto.RandomIds;
import dev.latchkey.factor.TestFactors;
import dev.latchkey.harness.Client;
import dev.latchkey.harness.Latchkey;
import dev.latchkey.session.Session;
import dev.latchkey.session.SessionNode;

/**
 * What tests of other packages may know of sessions and applications.
 */
public final class TestGrants {

	private TestGrants() {
	}

	/**
	 * Return an application behind a proxy that wants assertions.
	 */
	public static Application application(String clientId) {
		return new Application(RandomIds.next(), clientId, clientId, null, null, false,
				new ProxyAccess(List.of(clientId + ".example.com"), true, false), null, false, Instant.now(), "admin");
	}

	/**
	 * Return the live sessions as a node knows them.
	 */
	public static LiveSessions liveSessions(SessionNode sessions, Clock clock) {
		return new LiveSessions(
				new KnownSessions(new SessionRows(sessions.node.jdbc, TestFactors.on(sessions.node.jdbc)),
						sessions.node.view, SessionNode.SETTINGS, 10_000, 10_000),
				sessions.lastSeen, clock);
	}

	/**
	 * Return the session that a client is signed in with.
	 */
	public static Session session(Latchkey latchkey, Client client) {
		String handle = client.get("/api/me").expect(200).text("/session/handle");
		return latchkey.bean(SessionRows.class).find(handle).orElseThrow().session();
	}

}
