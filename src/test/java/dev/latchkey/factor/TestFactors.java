package dev.latchkey.factor;

import java.time.Clock;
import java.util.Base64;
import java.util.List;

import dev.latchkey.crypto.DerivedKeys;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Which accounts have a second factor, without an application.
 */
public final class TestFactors {

	private TestFactors() {
	}

	public static FactorRequirements on(JdbcClient jdbc) {
		return on(jdbc, false);
	}

	/**
	 * Return the same, where the settings may require a factor of administrators.
	 */
	public static FactorRequirements on(JdbcClient jdbc, boolean administrators) {
		return new FactorRequirements(jdbc, new FactorSettings(administrators));
	}

	/**
	 * Return the second factors of all kinds but passkeys.
	 */
	public static SecondFactors all(JdbcClient jdbc, Clock clock) {
		DerivedKeys keys = new DerivedKeys(Base64.getEncoder().encodeToString(new byte[32]));
		TotpFactor totp = new TotpFactor(new TotpRows(jdbc), keys, clock);
		return new SecondFactors(List.of(totp), totp, new RecoveryCodes(jdbc, keys), on(jdbc), (event) -> {
		});
	}

}
