package dev.latchkey.factor.passkey;

import java.util.Set;
import java.util.stream.Collectors;

import org.springframework.security.web.webauthn.api.AuthenticatorTransport;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.CredentialRecord;
import org.springframework.security.web.webauthn.api.ImmutableCredentialRecord;
import org.springframework.security.web.webauthn.api.ImmutablePublicKeyCose;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialType;

/**
 * What a ceremony has to know of a passkey.
 *
 * @param passkey as its owner sees it
 * @param accountId whose it is
 * @param credentialId the name that its authenticator gave it
 * @param publicKey its public key (COSE, RFC 9052)
 * @param attestationObject what its authenticator said at its registration, in which the
 * public key is as well
 * @param transports how its authenticator may be reached
 * @param signCount the highest counter that was seen
 */
record PasskeyRow(Passkey passkey, String accountId, Bytes credentialId, Bytes publicKey, Bytes attestationObject,
		Set<String> transports, long signCount) {

	/**
	 * Return it as Spring Security's operations know it.
	 */
	CredentialRecord asRecord() {
		return ImmutableCredentialRecord.builder()
			.credentialType(PublicKeyCredentialType.PUBLIC_KEY)
			.credentialId(this.credentialId)
			.userEntityUserId(PasskeyOwner.handleOf(this.accountId))
			.publicKey(new ImmutablePublicKeyCose(this.publicKey.getBytes()))
			.signatureCount(this.signCount)
			.uvInitialized(true)
			.transports(this.transports.stream().map(AuthenticatorTransport::valueOf).collect(Collectors.toSet()))
			.attestationObject(this.attestationObject)
			.label(this.passkey.name())
			.build();
	}

}
