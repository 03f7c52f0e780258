package dev.latchkey.mode.session;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import dev.latchkey.revocation.EndReason;
import org.jspecify.annotations.Nullable;

import org.springframework.data.redis.serializer.SerializationException;
import org.springframework.session.MapSession;
import org.springframework.util.Assert;

/**
 * Writes a session as the fields of a hash, which are those of Spring Session and two
 * MACs, and reads a session or a tombstone from one. One MAC is of all but last-seen, the
 * other of that. Half of a hash, or one that this installation has not written for this
 * session, is treated as missing, and nothing in it is looked at.
 */
class SessionHash {

	private static final String CREATED = "creationTime";

	private static final String ACCESSED = "lastAccessedTime";

	private static final String ACCESSED_MAC = "lastAccessedMac";

	private static final String MAX_IDLE = "maxInactiveInterval";

	private static final String ATTRIBUTE = "sessionAttr:";

	private static final String HANDLE = "handle";

	private static final String REASON = "reason";

	private static final String MAC = "mac";

	private final SessionValueSerializer values = new SessionValueSerializer();

	private final SessionMacs macs;

	SessionHash(SessionMacs macs) {
		this.macs = macs;
	}

	/**
	 * Return alternately names and values.
	 * @throws SerializationException if an attribute cannot be written
	 */
	List<String> fields(MapSession session) {
		SortedMap<String, String> lasting = lasting(session);
		String accessed = millis(session.getLastAccessedTime());
		List<String> fields = new ArrayList<>();
		lasting.forEach((name, value) -> fields.addAll(List.of(name, value)));
		fields.addAll(List.of(MAC, this.macs.ofSession(session.getId(), lasting), ACCESSED, accessed, ACCESSED_MAC,
				this.macs.ofLastSeen(session.getId(), accessed)));
		return fields;
	}

	/**
	 * Return alternately names and values of what a renewed proof changes.
	 * @throws SerializationException if an attribute cannot be written
	 */
	List<String> renewedFields(MapSession session) {
		SortedMap<String, String> lasting = lasting(session);
		String name = ATTRIBUTE + StoredSession.SESSION;
		return List.of(name, lasting.getOrDefault(name, ""), MAC, this.macs.ofSession(session.getId(), lasting));
	}

	private SortedMap<String, String> lasting(MapSession session) {
		SortedMap<String, String> lasting = new TreeMap<>();
		lasting.put(CREATED, millis(session.getCreationTime()));
		lasting.put(MAX_IDLE, String.valueOf(session.getMaxInactiveInterval().toSeconds()));
		for (String name : session.getAttributeNames()) {
			lasting.put(ATTRIBUTE + name, this.values.write(session.getRequiredAttribute(name)));
		}
		return lasting;
	}

	/**
	 * Return what is in a hash.
	 * @return a session or a tombstone, or {@code null} where it is neither
	 */
	@Nullable SessionEntry read(String id, Map<String, String> fields) {
		if (fields.isEmpty()) {
			return null;
		}
		try {
			return fields.containsKey(REASON) ? tombstone(id, fields) : new StoredSession(session(id, fields));
		}
		catch (SerializationException | IllegalArgumentException | DateTimeException | ArithmeticException ex) {
			return null;
		}
	}

	private SessionTombstone tombstone(String id, Map<String, String> fields) {
		SessionTombstone tombstone = new SessionTombstone(text(fields, HANDLE),
				EndReason.valueOf(text(fields, REASON)));
		Assert.isTrue(this.macs.verifiesTombstone(text(fields, MAC), id, tombstone.handle(), tombstone.reason()),
				"not authentic");
		return tombstone;
	}

	private MapSession session(String id, Map<String, String> fields) {
		SortedMap<String, String> lasting = new TreeMap<>(fields);
		lasting.keySet().removeAll(List.of(MAC, ACCESSED, ACCESSED_MAC));
		Assert.isTrue(this.macs.verifiesSession(text(fields, MAC), id, lasting), "not authentic");
		Assert.isTrue(this.macs.verifiesLastSeen(text(fields, ACCESSED_MAC), id, text(fields, ACCESSED)),
				"last-seen is not authentic");
		Instant accessed = Instant.ofEpochMilli(number(fields, ACCESSED));
		Duration idle = Duration.ofSeconds(number(fields, MAX_IDLE));
		Assert.isTrue(accessed.plus(idle).isAfter(accessed), "a session must become idle");
		MapSession session = new MapSession(id);
		session.setCreationTime(Instant.ofEpochMilli(number(fields, CREATED)));
		session.setLastAccessedTime(accessed);
		session.setMaxInactiveInterval(idle);
		lasting.forEach((name, value) -> {
			if (name.startsWith(ATTRIBUTE)) {
				session.setAttribute(name.substring(ATTRIBUTE.length()),
						this.values.deserialize(value.getBytes(StandardCharsets.UTF_8)));
			}
		});
		return session;
	}

	private static String text(Map<String, String> fields, String name) {
		String value = fields.get(name);
		Assert.notNull(value, "half of a hash");
		return value;
	}

	private static long number(Map<String, String> fields, String name) {
		return Long.parseLong(text(fields, name));
	}

	static String millis(Instant time) {
		return String.valueOf(time.toEpochMilli());
	}

}
