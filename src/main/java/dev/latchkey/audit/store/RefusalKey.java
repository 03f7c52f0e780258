package dev.latchkey.audit.store;

import java.util.List;
import java.util.Objects;

import dev.latchkey.text.ClientNetwork;
import org.jspecify.annotations.Nullable;

/**
 * Which refusals are counted in one row: those that have all of this in common.
 *
 * @param type what was refused
 * @param reason why, as a code
 * @param actor the user who was refused, if one was signed in
 * @param subject the account or application that it was about, if it is named
 * @param network the host or the block that it came from, or {@code null} for all
 * networks
 */
record RefusalKey(EventType type, @Nullable String reason, @Nullable String actor, @Nullable String subject,
		@Nullable String network) {

	/**
	 * Return the keys that a refusal may be counted under, from the finest to the
	 * coarsest. Of the last there are only as many as there are types and reasons, all of
	 * which the code names.
	 */
	static List<RefusalKey> keysOf(AuditEvent event) {
		ClientNetwork network = ClientNetwork.of(Objects.requireNonNullElse(event.address(), ""));
		return List.of(from(event, network.host()), from(event, network.block()), from(event, null),
				new RefusalKey(event.type(), event.reason(), null, null, null));
	}

	private static RefusalKey from(AuditEvent event, @Nullable String network) {
		return new RefusalKey(event.type(), event.reason(), event.actor(), event.subject(), network);
	}

	/**
	 * Return who causes these: the user who is signed in, or else the host.
	 */
	String source() {
		return (this.actor != null) ? "user " + this.actor : "host " + this.network;
	}

}
