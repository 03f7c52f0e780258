package dev.latchkey.mode.session;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.latchkey.revocation.EndReason;
import org.jspecify.annotations.Nullable;

import org.springframework.data.redis.serializer.SerializationException;
import org.springframework.session.MapSession;
import org.springframework.util.Assert;

/**
 * Writes a session as the fields of a hash, which are those of Spring Session, and reads
 * a session or a tombstone from one. Half of either, or a hash that another program has
 * written, is treated as missing.
 */
class SessionHash {

	private static final String CREATED = "creationTime";

	private static final String ACCESSED = "lastAccessedTime";

	private static final String MAX_IDLE = "maxInactiveInterval";

	private static final String ATTRIBUTE = "sessionAttr:";

	private static final String HANDLE = "handle";

	private static final String REASON = "reason";

	private final SessionValueSerializer values = new SessionValueSerializer();

	/**
	 * Return alternately names and values.
	 * @throws SerializationException if an attribute cannot be written
	 */
	List<String> fields(MapSession session) {
		List<String> fields = new ArrayList<>(
				List.of(CREATED, millis(session.getCreationTime()), ACCESSED, millis(session.getLastAccessedTime()),
						MAX_IDLE, String.valueOf(session.getMaxInactiveInterval().toSeconds())));
		for (String name : session.getAttributeNames()) {
			fields.add(ATTRIBUTE + name);
			fields.add(this.values.write(session.getRequiredAttribute(name)));
		}
		return fields;
	}

	/**
	 * Return what is in a hash.
	 * @return a session or a tombstone, or {@code null} where it is neither
	 */
	@Nullable SessionEntry read(String id, Map<String, byte[]> fields) {
		if (fields.isEmpty()) {
			return null;
		}
		try {
			return fields.containsKey(REASON) ? tombstone(fields) : new StoredSession(session(id, fields));
		}
		catch (SerializationException | IllegalArgumentException | DateTimeException | ArithmeticException ex) {
			return null;
		}
	}

	private static Tombstone tombstone(Map<String, byte[]> fields) {
		return new Tombstone(text(fields, HANDLE), EndReason.valueOf(text(fields, REASON)));
	}

	private MapSession session(String id, Map<String, byte[]> fields) {
		Instant accessed = Instant.ofEpochMilli(number(fields, ACCESSED));
		Duration idle = Duration.ofSeconds(number(fields, MAX_IDLE));
		Assert.isTrue(accessed.plus(idle).isAfter(accessed), "a session must become idle");
		MapSession session = new MapSession(id);
		session.setCreationTime(Instant.ofEpochMilli(number(fields, CREATED)));
		session.setLastAccessedTime(accessed);
		session.setMaxInactiveInterval(idle);
		fields.forEach((name, value) -> {
			if (name.startsWith(ATTRIBUTE)) {
				session.setAttribute(name.substring(ATTRIBUTE.length()), this.values.deserialize(value));
			}
		});
		return session;
	}

	private static String text(Map<String, byte[]> fields, String name) {
		byte[] value = fields.get(name);
		Assert.notNull(value, "half of a hash");
		return new String(value, StandardCharsets.UTF_8);
	}

	private static long number(Map<String, byte[]> fields, String name) {
		return Long.parseLong(text(fields, name));
	}

	static String millis(Instant time) {
		return String.valueOf(time.toEpochMilli());
	}

}
