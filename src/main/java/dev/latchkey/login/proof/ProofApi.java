package dev.latchkey.login.proof;

import java.util.Objects;
import java.util.stream.Stream;

import dev.latchkey.session.Session;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/**
 * Proving once more who is signed in: JSON API. A request shows one thing; each kind has
 * a member of its own, and a method of {@link ProofRenewal}.
 */
@RestController
class ProofApi {

	private final ProofRenewal proofRenewal;

	ProofApi(ProofRenewal proofRenewal) {
		this.proofRenewal = proofRenewal;
	}

	@PostMapping(path = "/api/me/proof", consumes = MediaType.APPLICATION_JSON_VALUE)
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void prove(@AuthenticationPrincipal Session me, @Valid @RequestBody ProofRequest body, HttpServletRequest request) {
		String password = body.password();
		String code = body.code();
		JsonNode credential = body.credential();
		if (Stream.of(password, code, credential).filter(Objects::nonNull).count() != 1) {
			throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
		}
		if (password != null) {
			this.proofRenewal.byPassword(me, password, request);
		}
		else if (code != null) {
			this.proofRenewal.byCode(me, code, request);
		}
		else if (credential != null) {
			this.proofRenewal.byPasskey(me, credential, request);
		}
	}

	record ProofRequest(@Nullable String password, @Nullable String code, @Nullable JsonNode credential) {

		ProofRequest {
			// some clients send a member that they lack as null, which is a node too
			credential = (credential != null && !credential.isNull()) ? credential : null;
		}

		/**
		 * Keep the secrets out of logs.
		 */
		@Override
		public String toString() {
			return "ProofRequest";
		}

	}

}
