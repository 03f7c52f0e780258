package dev.latchkey.mode.jwt;

/**
 * The signing key in the settings cannot be used. The message says why and never what it
 * is.
 */
class ConfiguredKeyRefused extends RuntimeException {

	private static final long serialVersionUID = 1L;

	ConfiguredKeyRefused(String message) {
		super(ConfiguredKey.PROPERTY + " " + message);
	}

	static ConfiguredKeyRefused burned() {
		return new ConfiguredKeyRefused("is a key that was burned: whoever has it can write tokens.");
	}

}
