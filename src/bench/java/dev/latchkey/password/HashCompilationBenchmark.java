package dev.latchkey.password;

import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;

/**
 * What a check of a password takes at the default cost, where the JVM is told how to
 * compile it and where it is left to itself. Many JVMs, as each has its own luck.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 8, jvmArgsAppend = "-Xmx1g")
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 2, time = 2)
@State(Scope.Benchmark)
public class HashCompilationBenchmark {

	private static final String PASSWORD = "tulip-anchor-violin-93";

	@Param({ "false", "true" })
	boolean told;

	private final Argon2PasswordEncoder encoder = new Argon2PasswordEncoder(16, 32, 1, 19_456, 2);

	private String hash;

	@Setup(Level.Trial)
	public void prepare() {
		if (this.told) {
			HashCompilation.intoOnePiece();
		}
		this.hash = this.encoder.encode(PASSWORD);
	}

	@Benchmark
	public boolean matches() {
		return this.encoder.matches(PASSWORD, this.hash);
	}

}
