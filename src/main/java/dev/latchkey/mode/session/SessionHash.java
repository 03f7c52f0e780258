package dev.latchkey.mode.session;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import dev.latchkey.revocation.EndReason;
import dev.latchkey.session.Session;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.session.MapSession;

/**
 * How a session is written as the fields of a hash, which are Spring Session's, and read
 * again: the session, or its tombstone. Half of one, or what somebody else has written,
 * is neither.
 */
class SessionHash {

	/** The attribute that holds our {@link Session}. */
	static final String SESSION = "session";

	/** The attribute that every session and every tombstone has: the handle. */
	static final String HANDLE = "handle";

	/** The attribute that a tombstone has instead: the {@link EndReason}. */
	static final String REASON = "reason";

	private static final String CREATED = "creationTime";

	private static final String ACCESSED = "lastAccessedTime";

	private static final String MAX_IDLE = "maxInactiveInterval";

	private static final String ATTRIBUTE = "sessionAttr:" + SESSION;

	// not the web's: what is stored must not change with how answers look
	private final JsonMapper json = JsonMapper.builder().build();

	/**
	 * Return alternately names and values.
	 */
	List<String> fields(MapSession saved) {
		Session session = saved.getRequiredAttribute(SESSION);
		return List.of(CREATED, millis(saved.getCreationTime()), ACCESSED, millis(saved.getLastAccessedTime()),
				MAX_IDLE, String.valueOf(saved.getMaxInactiveInterval().toSeconds()), ATTRIBUTE,
				this.json.writeValueAsString(session));
	}

	/**
	 * Return what is in a hash.
	 * @return a session or a tombstone, or {@code null} where it is neither
	 */
	@Nullable MapSession read(String id, Map<String, String> fields) {
		MapSession session = new MapSession(id);
		String reason = fields.get(REASON);
		if (reason != null) {
			session.setAttribute(REASON, EndReason.valueOf(reason));
			session.setAttribute(HANDLE, fields.getOrDefault(HANDLE, ""));
			return session;
		}
		String content = fields.get(ATTRIBUTE);
		String created = fields.get(CREATED);
		String accessed = fields.get(ACCESSED);
		String idle = fields.get(MAX_IDLE);
		if (content == null || created == null || accessed == null || idle == null) {
			return null;
		}
		session.setCreationTime(Instant.ofEpochMilli(Long.parseLong(created)));
		session.setLastAccessedTime(Instant.ofEpochMilli(Long.parseLong(accessed)));
		session.setMaxInactiveInterval(Duration.ofSeconds(Long.parseLong(idle)));
		Session opened = this.json.readValue(content, Session.class);
		session.setAttribute(SESSION, opened);
		session.setAttribute(HANDLE, opened.handle());
		return session;
	}

	static String millis(Instant time) {
		return String.valueOf(time.toEpochMilli());
	}

}
