package dev.latchkey.login.factor;

import java.util.List;

import dev.latchkey.factor.TotpEnrolment;
import dev.latchkey.factor.held.HeldFactors;
import dev.latchkey.session.ActingSession;
import dev.latchkey.session.Session;
import dev.latchkey.web.EndingResponses;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Your own second factors: JSON API (ASVS 5.0 6.5, 6.6.3).
 */
@RestController
@RequestMapping("/api/me/factors")
class FactorsApi {

	private final OwnFactors own;

	FactorsApi(OwnFactors own) {
		this.own = own;
	}

	@GetMapping
	HeldFactors list(@AuthenticationPrincipal Session me) {
		return this.own.heldBy(me.accountId());
	}

	@PostMapping("/totp")
	TotpEnrolment begin(ActingSession me) {
		return this.own.begin(me);
	}

	@PutMapping(path = "/totp", consumes = MediaType.APPLICATION_JSON_VALUE)
	ResponseEntity<RecoveryCodesAnswer> confirm(ActingSession me, @Valid @RequestBody FirstCode body) {
		OwnFactors.SetUp done = this.own.confirm(me, body.code());
		return EndingResponses.answer(done.ending(), HttpStatus.OK, new RecoveryCodesAnswer(done.recoveryCodes()));
	}

	@DeleteMapping("/totp")
	ResponseEntity<Void> remove(ActingSession me) {
		return EndingResponses.answer(this.own.removeTotp(me), HttpStatus.NO_CONTENT, null);
	}

	@PostMapping("/recovery-codes")
	RecoveryCodesAnswer renewRecoveryCodes(ActingSession me) {
		return new RecoveryCodesAnswer(this.own.renewRecoveryCodes(me));
	}

	record FirstCode(@NotNull String code) {

		/**
		 * Keep the code out of logs.
		 */
		@Override
		public String toString() {
			return "FirstCode";
		}

	}

	record RecoveryCodesAnswer(List<String> recoveryCodes) {

		/**
		 * Keep the codes out of logs.
		 */
		@Override
		public String toString() {
			return "RecoveryCodesAnswer";
		}

	}

}
