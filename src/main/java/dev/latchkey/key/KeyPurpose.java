package dev.latchkey.key;

/**
 * What a signing key is for. Each purpose has keys of its own, with their own turns: a
 * key that signs what applications get never signs what opens Latchkey itself.
 */
public enum KeyPurpose {

	/** Access tokens, which open Latchkey: in the JWT mode. */
	ACCESS("access_tokens"),
	/**
	 * What applications get and verify with the published keys, in either mode: always
	 * with {@link SigningAlgorithm#ES256}.
	 */
	APPLICATION_ES256("applications"),
	/**
	 * ID tokens and logout tokens of applications that want them signed as all libraries
	 * can verify (OpenID Connect Core 1.0, 15.1): always with
	 * {@link SigningAlgorithm#RS256}.
	 */
	APPLICATION_RS256("applications");

	private final String use;

	KeyPurpose(String use) {
		this.use = use;
	}

	/**
	 * Return what signs the ID tokens and logout tokens of an application.
	 * @param algorithm the algorithm that the application is registered with
	 * @return the purpose
	 */
	public static KeyPurpose ofApplication(String algorithm) {
		return SigningAlgorithm.ES256.id().equals(algorithm) ? APPLICATION_ES256 : APPLICATION_RS256;
	}

	/**
	 * Return what the key is used for, as administrators are told.
	 * @return a word that several purposes may share, where they differ in the algorithm
	 */
	public String use() {
		return this.use;
	}

}
