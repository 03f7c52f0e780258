package dev.latchkey.key;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Explains in a sentence why the service does not start with this signing key.
 */
class ConfiguredKeyFailureAnalyzer extends AbstractFailureAnalyzer<ConfiguredKeyException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, ConfiguredKeyException cause) {
		return new FailureAnalysis(String.valueOf(cause.getMessage()),
				"Leave it out, and Latchkey makes a key of its own; or give one that fits latchkey.jwt.algorithm: "
						+ "for ES256 'openssl ecparam -name prime256v1 -genkey -noout', for RS256 'openssl genrsa 2048' "
						+ "up to 4096, for EdDSA 'openssl genpkey -algorithm ed25519', each in PEM; "
						+ "for HS256 'openssl rand -base64 32' or more.",
				cause);
	}

}
