package dev.latchkey.mode.session;

import java.time.Duration;
import java.util.Iterator;
import java.util.List;

import dev.latchkey.crypto.DerivedKeys;
import dev.latchkey.revocation.installation.InstallationId;
import dev.latchkey.session.Session;

import org.springframework.session.MapSession;

/**
 * Writes sessions past the application as it writes them itself, with their MACs.
 */
public final class StoredSessionCommands {

	private final SessionMacs macs;

	private final SessionHash hash;

	public StoredSessionCommands(String masterKey, String installation) {
		this.macs = new SessionMacs(new DerivedKeys(masterKey), new InstallationId(installation));
		this.hash = new SessionHash(this.macs);
	}

	/**
	 * Return the commands for one session, as redis-cli reads them.
	 */
	public List<String> of(String cookie, Session session) {
		String id = SessionCache.idOf(cookie);
		MapSession stored = new MapSession(id);
		stored.setCreationTime(session.startedAt());
		stored.setLastAccessedTime(session.startedAt());
		stored.setMaxInactiveInterval(Duration.ofHours(2));
		stored.setAttribute(StoredSession.SESSION, session);
		StringBuilder write = new StringBuilder("HSET " + RedisKeys.session(id));
		for (Iterator<String> fields = this.hash.fields(stored).iterator(); fields.hasNext();) {
			write.append(' ').append(fields.next()).append(" '").append(fields.next()).append('\'');
		}
		return List.of(
				"SET " + RedisKeys.handle(session.handle()) + " " + this.macs.handleEntry(session.handle(), id)
						+ " EX 46800",
				write.toString(), "PEXPIRE " + RedisKeys.session(id) + " 10800000");
	}

}
