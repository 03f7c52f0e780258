package dev.latchkey.mode.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Supplier;

import dev.latchkey.crypto.DerivedKeys;
import dev.latchkey.crypto.TextMac;
import dev.latchkey.revocation.EndReason;
import dev.latchkey.revocation.installation.InstallationId;
import org.jspecify.annotations.Nullable;

import org.springframework.util.function.SingletonSupplier;

/**
 * Authenticates what this mode keeps in Redis, with a key that is derived for this and
 * for this installation. What was written for one session, for one purpose or by another
 * installation is not authentic for another.
 * <p>
 * The MACs in a session's hash are JSON, as Spring Session reads each value of one.
 */
class SessionMacs {

	private final Supplier<TextMac> mac;

	SessionMacs(DerivedKeys keys, InstallationId installation) {
		this.mac = SingletonSupplier
			.of(() -> new TextMac(keys.forAuthenticating("latchkey: sessions in Redis of " + installation.value())));
	}

	/**
	 * Return the MAC of a session.
	 * @param id the session's id
	 * @param fields all that never changes while the session lasts
	 */
	String ofSession(String id, SortedMap<String, String> fields) {
		return json(this.mac.get().compute(session(id, fields)));
	}

	boolean verifiesSession(String mac, String id, SortedMap<String, String> fields) {
		return this.mac.get().verifies(text(mac), session(id, fields));
	}

	/**
	 * Return the MAC of the time at which a session was last seen.
	 */
	String ofLastSeen(String id, String millis) {
		return json(this.mac.get().compute("last seen", id, millis));
	}

	boolean verifiesLastSeen(String mac, String id, String millis) {
		return this.mac.get().verifies(text(mac), "last seen", id, millis);
	}

	/**
	 * Return the MAC of a session's tombstone.
	 */
	String ofTombstone(String id, String handle, EndReason reason) {
		return this.mac.get().compute("tombstone", id, handle, reason.name());
	}

	boolean verifiesTombstone(String mac, String id, String handle, EndReason reason) {
		return this.mac.get().verifies(mac, "tombstone", id, handle, reason.name());
	}

	/**
	 * Return what is written under a session's handle: its id, and a MAC of both.
	 */
	String handleEntry(String handle, String id) {
		return id + "." + this.mac.get().compute("handle", handle, id);
	}

	/**
	 * Return the id that was written under a handle.
	 * @return the id, or {@code null} if the entry is not authentic
	 */
	@Nullable String idIn(String handle, String entry) {
		int end = entry.lastIndexOf('.');
		if (end < 0 || !this.mac.get().verifies(entry.substring(end + 1), "handle", handle, entry.substring(0, end))) {
			return null;
		}
		return entry.substring(0, end);
	}

	private static String json(String mac) {
		return '"' + mac + '"';
	}

	private static String text(String json) {
		boolean quoted = json.length() > 2 && json.startsWith("\"") && json.endsWith("\"");
		return quoted ? json.substring(1, json.length() - 1) : "";
	}

	private static String[] session(String id, SortedMap<String, String> fields) {
		List<String> parts = new ArrayList<>(List.of("session", id));
		for (Map.Entry<String, String> field : fields.entrySet()) {
			parts.add(field.getKey());
			parts.add(field.getValue());
		}
		return parts.toArray(String[]::new);
	}

}
