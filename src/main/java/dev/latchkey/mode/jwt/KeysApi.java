package dev.latchkey.mode.jwt;

import java.time.Instant;
import java.util.List;

import dev.latchkey.key.KeyRevocation;
import dev.latchkey.key.KeyRing;
import dev.latchkey.key.KeyRotation;
import dev.latchkey.key.KeySchedule;
import dev.latchkey.key.SigningKey;
import dev.latchkey.mode.EndingStatus;
import dev.latchkey.revocation.NodeConfirmation;
import dev.latchkey.revocation.Revocation;
import dev.latchkey.session.ActingSession;
import dev.latchkey.session.AuthorizedChanges;

import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/**
 * The signing keys, for administrators: to list them, to let the next one take over, and
 * to revoke one.
 */
@RestController
class KeysApi {

	private final KeyRing keyRing;

	private final KeyRotation keyRotation;

	private final KeyRevocation keyRevocation;

	private final AuthorizedChanges changes;

	KeysApi(KeyRing keyRing, KeyRotation keyRotation, KeyRevocation keyRevocation, AuthorizedChanges changes) {
		this.keyRing = keyRing;
		this.keyRotation = keyRotation;
		this.keyRevocation = keyRevocation;
		this.changes = changes;
	}

	@GetMapping("/api/admin/keys")
	Keys keys() {
		KeySchedule schedule = this.keyRing.reload();
		return new Keys(schedule.keys().stream().map((key) -> Key.of(key, schedule)).toList());
	}

	@PostMapping("/api/admin/keys/rotate")
	Key rotate(ActingSession me) {
		SigningKey next = this.changes.make(me, (held) -> this.keyRotation.rotate());
		this.keyRotation.announce(next, me.actor());
		return Key.of(next, this.keyRing.schedule());
	}

	@DeleteMapping("/api/admin/keys/{kid}")
	ResponseEntity<Revoked> revoke(ActingSession me, @PathVariable String kid) {
		Revocation revoked = this.changes.revoke(me, (held) -> this.keyRevocation.revoke(kid, me.actor())
			.orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND)));
		NodeConfirmation confirmation = this.keyRevocation.announce(kid, revoked);
		return ResponseEntity.status(EndingStatus.of(confirmation.complete(), HttpStatus.OK))
			.body(new Revoked(kid, confirmation));
	}

	record Keys(List<Key> keys) {
	}

	/**
	 * A key.
	 *
	 * @param state {@code signing}; {@code next}, if its time has not come; or
	 * {@code verifying}, if only tokens that were issued earlier need it
	 */
	record Key(String kid, String algorithm, String state, Instant createdAt, Instant signsFrom) {

		static Key of(SigningKey key, KeySchedule schedule) {
			return new Key(key.kid(), key.algorithm().id(), state(key, schedule), key.period().createdAt(),
					key.period().signsFrom());
		}

		private static String state(SigningKey key, KeySchedule schedule) {
			String current = schedule.current().map(SigningKey::kid).orElse("");
			if (key.kid().equals(current)) {
				return "signing";
			}
			return key.period().hasBegun(schedule.now()) ? "verifying" : "next";
		}

	}

	record Revoked(String kid, NodeConfirmation nodes) {
	}

}
