package dev.latchkey.factor.passkey;

import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.CredentialRecord;
import org.springframework.security.web.webauthn.management.UserCredentialRepository;

/**
 * What one ceremony knows of passkeys, and what it wants to store: the caller stores it,
 * in its own transaction. Belongs to one ceremony.
 */
class CeremonyCredentials implements UserCredentialRepository {

	private final List<CredentialRecord> known;

	private @Nullable CredentialRecord saved;

	CeremonyCredentials(List<PasskeyRow> known) {
		this.known = known.stream().map(PasskeyRow::asRecord).toList();
	}

	/**
	 * Return what the ceremony has stored.
	 */
	CredentialRecord saved() {
		return Objects.requireNonNull(this.saved);
	}

	@Override
	public void save(CredentialRecord credentialRecord) {
		this.saved = credentialRecord;
	}

	@Override
	public @Nullable CredentialRecord findByCredentialId(Bytes credentialId) {
		return this.known.stream()
			.filter((known) -> known.getCredentialId().equals(credentialId))
			.findFirst()
			.orElse(null);
	}

	@Override
	public List<CredentialRecord> findByUserId(Bytes userId) {
		return this.known;
	}

	@Override
	public void delete(Bytes credentialId) {
		throw new UnsupportedOperationException();
	}

}
