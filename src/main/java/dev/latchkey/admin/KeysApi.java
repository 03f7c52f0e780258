package dev.latchkey.admin;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.latchkey.key.KeySchedule;
import dev.latchkey.key.SigningKey;
import dev.latchkey.revocation.NodeConfirmation;
import dev.latchkey.session.ActingSession;
import dev.latchkey.session.ToldApplications;
import dev.latchkey.web.EndingResponses;

import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The signing keys: to list them, to let the next ones take over, and to revoke one. JSON
 * API.
 */
@RestController
class KeysApi {

	private final KeyAdministration administration;

	KeysApi(KeyAdministration administration) {
		this.administration = administration;
	}

	@GetMapping("/api/admin/keys")
	Keys keys() {
		return new Keys(this.administration.all());
	}

	@PostMapping("/api/admin/keys/rotate")
	Rotated rotate(ActingSession me) {
		List<Key> keys = this.administration.rotate(me);
		return new Rotated(keys.get(0), keys);
	}

	@DeleteMapping("/api/admin/keys/{kid}")
	ResponseEntity<Revoked> revoke(ActingSession me, @PathVariable String kid) {
		NodeConfirmation confirmation = this.administration.revoke(me, kid);
		return EndingResponses.answer(confirmation.complete(), HttpStatus.OK,
				new Revoked(kid, confirmation, ToldApplications.NONE));
	}

	record Keys(List<Key> keys) {
	}

	/**
	 * The keys that take over.
	 *
	 * @param first the one that signs the mode's own tokens, where it has any
	 * @param keys all of them, one for each use
	 */
	record Rotated(@JsonUnwrapped Key first, List<Key> keys) {
	}

	/**
	 * A key.
	 *
	 * @param use {@code access_tokens}, or {@code applications} if it signs what these
	 * get
	 * @param state {@code signing}; {@code next}, if its time has not come; or
	 * {@code verifying}, if only tokens that were issued earlier need it
	 */
	record Key(String kid, String use, String algorithm, String state, Instant createdAt, Instant signsFrom) {

		static Key of(SigningKey key, KeySchedule schedule) {
			return new Key(key.kid(), key.purpose().use(), key.algorithm().id(), state(key, schedule),
					key.period().createdAt(), key.period().signsFrom());
		}

		private static String state(SigningKey key, KeySchedule schedule) {
			String current = schedule.current().map(SigningKey::kid).orElse("");
			if (key.kid().equals(current)) {
				return "signing";
			}
			return key.period().hasBegun(schedule.now()) ? "verifying" : "next";
		}

	}

	/**
	 * What the revocation of a key has done.
	 *
	 * @param applications those that were told that sessions have ended: none, as the
	 * sessions stay
	 */
	record Revoked(String kid, NodeConfirmation nodes, ToldApplications applications) {
	}

}
