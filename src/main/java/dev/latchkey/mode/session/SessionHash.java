package dev.latchkey.mode.session;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import dev.latchkey.revocation.EndReason;
import dev.latchkey.session.Session;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.session.MapSession;
import org.springframework.util.Assert;

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
	private final JsonMapper json = JsonMapper.builder()
		.enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES,
				DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
		.build();

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
		if (fields.isEmpty()) {
			return null;
		}
		try {
			return fields.containsKey(REASON) ? tombstone(id, fields) : session(id, fields);
		}
		catch (JacksonException | IllegalArgumentException | DateTimeException | ArithmeticException ex) {
			return null;
		}
	}

	private static MapSession tombstone(String id, Map<String, String> fields) {
		MapSession tombstone = new MapSession(id);
		tombstone.setAttribute(REASON, EndReason.valueOf(field(fields, REASON)));
		tombstone.setAttribute(HANDLE, field(fields, HANDLE));
		return tombstone;
	}

	private MapSession session(String id, Map<String, String> fields) {
		Session content = this.json.readValue(field(fields, ATTRIBUTE), Session.class);
		Assert.notNull(content, "JSON knows null");
		Instant accessed = Instant.ofEpochMilli(number(fields, ACCESSED));
		Duration idle = Duration.ofSeconds(number(fields, MAX_IDLE));
		Assert.isTrue(accessed.plus(idle).isAfter(accessed), "times that nobody can go by");
		MapSession session = new MapSession(id);
		session.setCreationTime(Instant.ofEpochMilli(number(fields, CREATED)));
		session.setLastAccessedTime(accessed);
		session.setMaxInactiveInterval(idle);
		session.setAttribute(SESSION, content);
		session.setAttribute(HANDLE, content.handle());
		return session;
	}

	private static String field(Map<String, String> fields, String name) {
		String value = fields.get(name);
		Assert.notNull(value, "half of a hash");
		return value;
	}

	private static long number(Map<String, String> fields, String name) {
		return Long.parseLong(field(fields, name));
	}

	static String millis(Instant time) {
		return String.valueOf(time.toEpochMilli());
	}

}
