package dev.latchkey.login.passkey;

import dev.latchkey.factor.passkey.Passkey;
import dev.latchkey.factor.passkey.Passkeys;
import dev.latchkey.session.ActingSession;
import dev.latchkey.session.Session;
import dev.latchkey.web.EndingResponses;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import tools.jackson.databind.JsonNode;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * One's own passkeys: JSON API. The list is among the other factors.
 */
@RestController
class PasskeysApi {

	private final Passkeys passkeys;

	private final PasskeyChanges changes;

	PasskeysApi(Passkeys passkeys, PasskeyChanges changes) {
		this.passkeys = passkeys;
		this.changes = changes;
	}

	@PostMapping("/api/me/factors/passkeys/options")
	NewPasskeyOptions options(ActingSession me) {
		// before the person is asked for the passkey
		me.requireRecentProof();
		Session session = me.session();
		return new NewPasskeyOptions(this.passkeys.options(session.accountId(), session.username(), session.handle()));
	}

	@PostMapping(path = "/api/me/factors/passkeys", consumes = MediaType.APPLICATION_JSON_VALUE)
	@ResponseStatus(HttpStatus.CREATED)
	AddedPasskey add(ActingSession me, @Valid @RequestBody NewPasskey body) {
		return this.changes.add(me, body.name(), body.credential());
	}

	@PatchMapping(path = "/api/me/factors/passkeys/{id}", consumes = MediaType.APPLICATION_JSON_VALUE)
	Passkey rename(ActingSession me, @PathVariable String id, @Valid @RequestBody NewName body) {
		return this.changes.rename(me, id, body.name());
	}

	@DeleteMapping("/api/me/factors/passkeys/{id}")
	ResponseEntity<Void> remove(ActingSession me, @PathVariable String id) {
		return EndingResponses.answer(this.changes.remove(me, id), HttpStatus.NO_CONTENT, null);
	}

	record NewPasskeyOptions(JsonNode publicKey) {
	}

	record NewPasskey(@NotNull String name, @NotNull JsonNode credential) {
	}

	record NewName(@NotNull String name) {
	}

}
