package dev.latchkey.factor;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Which accounts have a second factor, without an application.
 */
public final class TestFactors {

	private TestFactors() {
	}

	public static Factors on(JdbcClient jdbc) {
		return on(jdbc, false);
	}

	/**
	 * Return the same, where the settings may require a factor of administrators.
	 */
	public static Factors on(JdbcClient jdbc, boolean administrators) {
		return new Factors(jdbc, new FactorSettings(administrators));
	}

}
