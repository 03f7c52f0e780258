package dev.latchkey.mode.jwt;

/**
 * The signing key in the settings cannot be used. The message says why and never what it
 * is.
 */
class ConfiguredKeyException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	ConfiguredKeyException(String message) {
		super(ConfiguredKey.PROPERTY + " " + message);
	}

	static ConfiguredKeyException burned() {
		return new ConfiguredKeyException("is a key that was burned: whoever has it can write tokens.");
	}

}
