package dev.latchkey.mode.session;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/**
 * A test class with a Redis of its own, which is empty before each test.
 */
@TestInstance(Lifecycle.PER_CLASS)
abstract class WithRealRedis {

	RealRedis redis;

	@BeforeAll
	void startRedis() {
		this.redis = new RealRedis();
	}

	@AfterAll
	void stopRedis() {
		this.redis.close();
	}

	@BeforeEach
	void emptyRedis() {
		this.redis.call("FLUSHALL");
	}

}
