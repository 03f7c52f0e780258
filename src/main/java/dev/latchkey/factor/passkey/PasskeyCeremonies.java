package dev.latchkey.factor.passkey;

import java.util.List;
import java.util.Objects;
import java.util.Set;

import com.webauthn4j.WebAuthnManager;
import com.webauthn4j.converter.util.ObjectConverter;
import com.webauthn4j.data.attestation.authenticator.COSEKey;
import dev.latchkey.brand.Brand;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.web.webauthn.api.AuthenticatorAssertionResponse;
import org.springframework.security.web.webauthn.api.AuthenticatorAttestationResponse;
import org.springframework.security.web.webauthn.api.AuthenticatorSelectionCriteria;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.CredentialRecord;
import org.springframework.security.web.webauthn.api.PublicKeyCredential;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialCreationOptions;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialRequestOptions;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialRpEntity;
import org.springframework.security.web.webauthn.api.ResidentKeyRequirement;
import org.springframework.security.web.webauthn.api.UserVerificationRequirement;
import org.springframework.security.web.webauthn.jackson.WebauthnJacksonModule;
import org.springframework.security.web.webauthn.management.ImmutablePublicKeyCredentialCreationOptionsRequest;
import org.springframework.security.web.webauthn.management.ImmutablePublicKeyCredentialRequestOptionsRequest;
import org.springframework.security.web.webauthn.management.ImmutableRelyingPartyRegistrationRequest;
import org.springframework.security.web.webauthn.management.RelyingPartyAuthenticationRequest;
import org.springframework.security.web.webauthn.management.RelyingPartyPublicKey;
import org.springframework.security.web.webauthn.management.Webauthn4JRelyingPartyOperations;
import org.springframework.util.Assert;

/**
 * The ceremonies of Web Authentication, by Spring Security's operations. They compute
 * only: what they need was read before, and the caller stores what they made. So whatever
 * they throw says that the client's part is wrong, and never that a server is away.
 */
class PasskeyCeremonies {

	private static final PasskeyOwner NO_OWNER = new PasskeyOwner("", "");

	private final JsonMapper json = JsonMapper.builder().addModule(new WebauthnJacksonModule()).build();

	private final ObjectConverter converter = new ObjectConverter();

	private final WebAuthnManager manager = WebAuthnManager.createNonStrictWebAuthnManager(this.converter);

	private final Brand brand;

	PasskeyCeremonies(Brand brand) {
		this.brand = brand;
	}

	/**
	 * Return what a browser makes a passkey with.
	 * @param had the passkeys that the owner has, which it does not make again
	 */
	PublicKeyCredentialCreationOptions creation(RelyingParty host, PasskeyOwner owner, List<PasskeyRow> had,
			Bytes challenge) {
		Webauthn4JRelyingPartyOperations operations = operations(host, owner, new CeremonyCredentials(had));
		operations.setCustomizeCreationOptions((options) -> options.challenge(challenge)
			.timeout(PasskeyChallenges.LIFETIME)
			.authenticatorSelection(AuthenticatorSelectionCriteria.builder()
				.residentKey(ResidentKeyRequirement.REQUIRED)
				.userVerification(UserVerificationRequirement.REQUIRED)
				.build()));
		return operations
			.createPublicKeyCredentialCreationOptions(new ImmutablePublicKeyCredentialCreationOptionsRequest(
					UsernamePasswordAuthenticationToken.authenticated(owner.username(), null, List.of())));
	}

	/**
	 * Return what a browser proves a passkey with, whichever the person chooses.
	 */
	PublicKeyCredentialRequestOptions request(RelyingParty host, Bytes challenge) {
		Webauthn4JRelyingPartyOperations operations = operations(host, NO_OWNER, new CeremonyCredentials(List.of()));
		operations.setCustomizeRequestOptions((options) -> options.challenge(challenge)
			.timeout(PasskeyChallenges.LIFETIME)
			.userVerification(UserVerificationRequirement.REQUIRED));
		return operations.createCredentialRequestOptions(new ImmutablePublicKeyCredentialRequestOptionsRequest(null));
	}

	/**
	 * Verify a new passkey.
	 * @throws RuntimeException of any kind, if it is not what was asked for
	 */
	CredentialRecord register(RelyingParty host, PasskeyOwner owner, List<PasskeyRow> had, Bytes challenge,
			PublicKeyCredential<AuthenticatorAttestationResponse> made) {
		CeremonyCredentials credentials = new CeremonyCredentials(had);
		operations(host, owner, credentials).registerCredential(new ImmutableRelyingPartyRegistrationRequest(
				creation(host, owner, had, challenge), new RelyingPartyPublicKey(made, "")));
		CredentialRecord verified = credentials.saved();
		COSEKey key = this.converter.getCborMapper().readValue(verified.getPublicKey().getBytes(), COSEKey.class);
		Assert.isTrue(CurvePoint.isValid(Objects.requireNonNull(key.getPublicKey())), "Not a point of its curve");
		return verified;
	}

	/**
	 * Verify that a passkey has signed a challenge.
	 * @return its counter
	 * @throws RuntimeException of any kind, if it has not
	 */
	long authenticate(RelyingParty host, PasskeyRow passkey, Bytes challenge,
			PublicKeyCredential<AuthenticatorAssertionResponse> shown) {
		CeremonyCredentials credentials = new CeremonyCredentials(List.of(passkey));
		operations(host, NO_OWNER, credentials)
			.authenticate(new RelyingPartyAuthenticationRequest(request(host, challenge), shown));
		return credentials.saved().getSignatureCount();
	}

	/**
	 * Return options as browsers read them (Web Authentication, 5.1.8 and 5.1.9).
	 */
	JsonNode write(Object options) {
		return this.json.valueToTree(options);
	}

	private Webauthn4JRelyingPartyOperations operations(RelyingParty host, PasskeyOwner owner,
			CeremonyCredentials credentials) {
		PublicKeyCredentialRpEntity entity = PublicKeyCredentialRpEntity.builder()
			.id(host.id())
			.name(this.brand.name())
			.build();
		Webauthn4JRelyingPartyOperations operations = new Webauthn4JRelyingPartyOperations(new CeremonyOwner(owner),
				credentials, entity, Set.of(host.origin()));
		operations.setWebAuthnManager(this.manager);
		return operations;
	}

}
