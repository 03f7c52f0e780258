package dev.latchkey.admin;

import java.util.List;

import dev.latchkey.key.KeyRevocation;
import dev.latchkey.key.KeyRing;
import dev.latchkey.key.KeyRotation;
import dev.latchkey.key.SigningKey;
import dev.latchkey.revocation.NodeConfirmation;
import dev.latchkey.revocation.Revocation;
import dev.latchkey.session.ActingSession;
import dev.latchkey.session.AuthorizedChanges;

import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/**
 * Signing keys, as administrators see and change them by the API and on a page.
 */
class KeyAdministration {

	private final KeyRing keyRing;

	private final KeyRotation keyRotation;

	private final KeyRevocation keyRevocation;

	private final AuthorizedChanges changes;

	KeyAdministration(KeyRing keyRing, KeyRotation keyRotation, KeyRevocation keyRevocation,
			AuthorizedChanges changes) {
		this.keyRing = keyRing;
		this.keyRotation = keyRotation;
		this.keyRevocation = keyRevocation;
		this.changes = changes;
	}

	List<KeysApi.Key> all() {
		this.keyRing.reload();
		return this.keyRing.schedules()
			.stream()
			.flatMap((schedule) -> schedule.keys().stream().map((key) -> KeysApi.Key.of(key, schedule)))
			.toList();
	}

	/**
	 * Let a new key of each use take over soon.
	 */
	List<KeysApi.Key> rotate(ActingSession me) {
		List<SigningKey> next = this.changes.make(me, (held) -> this.keyRotation.rotate());
		this.keyRotation.announce(next, me.actor());
		return next.stream().map((key) -> KeysApi.Key.of(key, this.keyRing.schedule(key.purpose()))).toList();
	}

	/**
	 * Revoke a key on all nodes.
	 */
	NodeConfirmation revoke(ActingSession me, String kid) {
		Revocation revoked = this.changes.revoke(me, (held) -> this.keyRevocation.revoke(kid, me.actor())
			.orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND)));
		return this.keyRevocation.announce(kid, revoked);
	}

}
