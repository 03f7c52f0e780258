package dev.latchkey.mode.jwt;

import java.time.Instant;
import java.util.List;

import dev.latchkey.revocation.NodeConfirmation;
import dev.latchkey.session.Session;

import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/**
 * The signing keys, for administrators: which there are, letting the next take over, and
 * burning one.
 */
@RestController
class KeysApi {

	private final KeyRing ring;

	private final KeyRotation schedule;

	private final KeyRevocation burning;

	KeysApi(KeyRing ring, KeyRotation schedule, KeyRevocation burning) {
		this.ring = ring;
		this.schedule = schedule;
		this.burning = burning;
	}

	@GetMapping("/api/admin/keys")
	Keys keys() {
		KeySchedule rota = this.ring.read();
		return new Keys(rota.keys().stream().map((key) -> Key.of(key, rota)).toList());
	}

	@PostMapping("/api/admin/keys/rotate")
	Key rotate(@AuthenticationPrincipal Session me) {
		return Key.of(this.schedule.rotate(me.username()), this.ring.rota());
	}

	@DeleteMapping("/api/admin/keys/{kid}")
	ResponseEntity<Burned> burn(@AuthenticationPrincipal Session me, @PathVariable String kid) {
		NodeConfirmation reach = this.burning.burn(kid, me.username())
			.orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
		return ResponseEntity.status(reach.complete() ? HttpStatus.OK : HttpStatus.ACCEPTED)
			.body(new Burned(kid, reach));
	}

	record Keys(List<Key> keys) {
	}

	/**
	 * A key.
	 *
	 * @param state {@code signing}; {@code next}, if its time has not come; or
	 * {@code verifying}, if only tokens that are out still need it
	 */
	record Key(String kid, String algorithm, String state, Instant createdAt, Instant signsFrom) {

		static Key of(SigningKey key, KeySchedule rota) {
			return new Key(key.kid(), key.algorithm().id(), state(key, rota), key.term().createdAt(),
					key.term().signsFrom());
		}

		private static String state(SigningKey key, KeySchedule rota) {
			String current = rota.current().map(SigningKey::kid).orElse("");
			if (key.kid().equals(current)) {
				return "signing";
			}
			return key.term().begun(rota.now()) ? "verifying" : "next";
		}

	}

	record Burned(String kid, NodeConfirmation nodes) {
	}

}
