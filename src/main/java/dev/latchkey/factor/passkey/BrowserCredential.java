package dev.latchkey.factor.passkey;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.security.web.webauthn.api.AuthenticatorAssertionResponse;
import org.springframework.security.web.webauthn.api.AuthenticatorAttestationResponse;
import org.springframework.security.web.webauthn.api.AuthenticatorResponse;
import org.springframework.security.web.webauthn.api.AuthenticatorTransport;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.PublicKeyCredential;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialType;
import org.springframework.util.Assert;

/**
 * What a browser has made, as its {@code toJSON} writes it (Web Authentication, 5.1).
 * Only what a ceremony verifies is read.
 */
class BrowserCredential {

	// as long as an id may be (Web Authentication, 7.1)
	private static final int LONGEST_ID = 1023;

	private static final int LONGEST = 16_384;

	private static final String TYPE = "public-key";

	private static final JsonMapper JSON = JsonMapper.shared();

	private final JsonNode credential;

	private final JsonNode response;

	private final Bytes rawId;

	private final Bytes clientData;

	private final Bytes challenge;

	private final boolean framed;

	/**
	 * Read it.
	 * @throws RuntimeException of any kind, if it is in no form that browsers send
	 */
	BrowserCredential(JsonNode credential) {
		this.credential = credential;
		Assert.isTrue(TYPE.equals(text(credential, "type")), "Not a public key");
		this.response = credential.path("response");
		this.rawId = bytes(credential, "rawId");
		Assert.isTrue(this.rawId.equals(bytes(credential, "id")), "Two ids");
		Assert.isTrue(this.rawId.getBytes().length <= LONGEST_ID, "The id is too long");
		this.clientData = bytes(this.response, "clientDataJSON");
		JsonNode said = JSON.readTree(new String(this.clientData.getBytes(), StandardCharsets.UTF_8));
		this.framed = said.path("crossOrigin").asBoolean(false) || said.has("topOrigin");
		this.challenge = bytes(said, "challenge");
	}

	Bytes rawId() {
		return this.rawId;
	}

	/**
	 * Return the challenge that it says it is for, which its signature is yet to prove.
	 */
	Bytes challenge() {
		return this.challenge;
	}

	/**
	 * Return whether it was made in a frame of another site, which no page asks for.
	 */
	boolean isFramed() {
		return this.framed;
	}

	/**
	 * Return whose it is, as its authenticator says; {@code null} if that says nothing.
	 */
	@Nullable Bytes userHandle() {
		JsonNode handle = this.response.path("userHandle");
		return (handle.isMissingNode() || handle.isNull()) ? null : bytes(this.response, "userHandle");
	}

	Bytes attestationObject() {
		return bytes(this.response, "attestationObject");
	}

	PublicKeyCredential<AuthenticatorAttestationResponse> asNew() {
		return build(AuthenticatorAttestationResponse.builder()
			.clientDataJSON(this.clientData)
			.attestationObject(attestationObject())
			.transports(transports())
			.build());
	}

	PublicKeyCredential<AuthenticatorAssertionResponse> asProof() {
		return build(AuthenticatorAssertionResponse.builder()
			.clientDataJSON(this.clientData)
			.authenticatorData(bytes(this.response, "authenticatorData"))
			.signature(bytes(this.response, "signature"))
			.userHandle(userHandle())
			.build());
	}

	private <R extends AuthenticatorResponse> PublicKeyCredential<R> build(R built) {
		// no chain: its first calls forget what the response is
		PublicKeyCredential.PublicKeyCredentialBuilder<R> credential = PublicKeyCredential.builder();
		credential.id(text(this.credential, "id"));
		credential.rawId(this.rawId);
		credential.type(PublicKeyCredentialType.PUBLIC_KEY);
		credential.response(built);
		return credential.build();
	}

	/**
	 * Return the ways to the authenticator that are known. Others are left out: they are
	 * only hints.
	 */
	private List<AuthenticatorTransport> transports() {
		JsonNode given = this.response.path("transports");
		return Stream.of(AuthenticatorTransport.values())
			.filter((way) -> given.valueStream().anyMatch((value) -> way.getValue().equals(value.asString(""))))
			.toList();
	}

	private static Bytes bytes(JsonNode parent, String member) {
		return Bytes.fromBase64(text(parent, member));
	}

	private static String text(JsonNode parent, String member) {
		JsonNode value = parent.path(member);
		Assert.isTrue(value.isString() && value.stringValue().length() <= LONGEST, "Not a text");
		return value.stringValue();
	}

}
