package dev.latchkey.bench.app;

import dev.latchkey.LatchkeyApplication;

import org.springframework.boot.SpringApplication;

/**
 * Latchkey itself, with the endpoints of this comparison.
 */
public final class WithLatchkey {

	private WithLatchkey() {
	}

	/**
	 * Start it.
	 * @param args its settings
	 */
	public static void main(String[] args) {
		new SpringApplication(LatchkeyApplication.class, Endpoints.class).run(args);
	}

}
