package dev.latchkey.grant;

import java.time.Instant;
import java.util.List;

import dev.latchkey.application.Application;
import dev.latchkey.application.ProxyAccess;
import dev.latchkey.crypto.RandomIds;
import dev.latchkey.harness.Client;
import dev.latchkey.harness.Latchkey;
import dev.latchkey.session.Session;

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
	 * Return the session that a client is signed in with.
	 */
	public static Session session(Latchkey latchkey, Client client) {
		String handle = client.get("/api/me").expect(200).text("/session/handle");
		return latchkey.bean(SessionRows.class).find(handle).orElseThrow().session();
	}

}
