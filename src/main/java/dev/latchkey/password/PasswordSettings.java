package dev.latchkey.password;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What one hash costs. The defaults are OWASP's. The service does not start with less
 * than the weakest combination that OWASP lists.
 *
 * @param memory memory for one hash, in KiB
 * @param iterations passes over that memory
 * @param parallelism lanes; more than one gains nothing, because they run one after the
 * other
 * @param compilerDirectives whether the JVM is told how to compile the hash, which makes
 * it about a tenth faster; {@code false} leaves the JVM as it is
 * @see <a href=
 * "https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html#argon2id">OWASP
 * Password Storage Cheat Sheet</a>
 */
@ConfigurationProperties("latchkey.password")
@Validated
record PasswordSettings(@DefaultValue("19456") @Min(7168) @Max(1048576) int memory,
		@DefaultValue("2") @Min(1) @Max(100) int iterations, @DefaultValue("1") @Min(1) @Max(16) int parallelism,
		@DefaultValue("true") boolean compilerDirectives) {

	// OWASP trades memory for passes: 47104 KiB once, 19456 twice, 12288 3 times, 9216 4
	// times, 7168 5 times
	private static final long LEAST_WORK = 7168 * 5;

	@AssertTrue(message = "memory (KiB) times iterations must be at least 35840, OWASP's minimum for Argon2id")
	boolean isStrongEnough() {
		return (long) this.memory * this.iterations >= LEAST_WORK;
	}

}
