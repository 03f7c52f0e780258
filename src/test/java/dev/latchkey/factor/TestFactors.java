package dev.latchkey.factor;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Which accounts have a second factor, without an application.
 */
public final class TestFactors {

	private TestFactors() {
	}

	public static Factors on(JdbcClient jdbc) {
		return new Factors(jdbc, new FactorSettings(false));
	}

}
