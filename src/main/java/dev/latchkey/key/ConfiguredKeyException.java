package dev.latchkey.key;

/**
 * The signing key in the settings cannot be used. The message says why, and does not
 * quote the key.
 */
class ConfiguredKeyException extends RuntimeException {

	ConfiguredKeyException(String message) {
		super(ConfiguredKey.PROPERTY + " " + message);
	}

	static ConfiguredKeyException revoked() {
		return new ConfiguredKeyException("is a key that was revoked: others may have it, and write tokens.");
	}

}
