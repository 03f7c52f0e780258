package dev.latchkey.factor.passkey;

import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialUserEntity;
import org.springframework.security.web.webauthn.management.PublicKeyCredentialUserEntityRepository;

/**
 * The one user that a ceremony is about. Users are accounts, which no ceremony changes.
 */
class CeremonyOwner implements PublicKeyCredentialUserEntityRepository {

	private final PublicKeyCredentialUserEntity owner;

	CeremonyOwner(PasskeyOwner owner) {
		this.owner = owner.asEntity();
	}

	@Override
	public PublicKeyCredentialUserEntity findById(Bytes id) {
		return this.owner;
	}

	@Override
	public PublicKeyCredentialUserEntity findByUsername(String username) {
		return this.owner;
	}

	@Override
	public void save(PublicKeyCredentialUserEntity userEntity) {
		throw new UnsupportedOperationException();
	}

	@Override
	public void delete(Bytes id) {
		throw new UnsupportedOperationException();
	}

}
