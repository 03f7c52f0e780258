package dev.latchkey.factor.passkey;

import java.nio.charset.StandardCharsets;

import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.ImmutablePublicKeyCredentialUserEntity;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialUserEntity;

/**
 * Whose passkeys a ceremony is about.
 *
 * @param accountId the account
 * @param username its name
 */
record PasskeyOwner(String accountId, String username) {

	/**
	 * Return what an authenticator knows an account by: its id, which is random and says
	 * nothing of the person (Web Authentication, 14.6.1).
	 */
	static Bytes handleOf(String accountId) {
		return new Bytes(accountId.getBytes(StandardCharsets.US_ASCII));
	}

	PublicKeyCredentialUserEntity asEntity() {
		return ImmutablePublicKeyCredentialUserEntity.builder()
			.id(handleOf(this.accountId))
			.name(this.username)
			.displayName(this.username)
			.build();
	}

}
