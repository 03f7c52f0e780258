package dev.latchkey.mode;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import dev.latchkey.harness.Client;
import dev.latchkey.harness.Latchkey;
import dev.latchkey.session.Session;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What a signed-in request costs from its credential to its session, in the application
 * as it runs: the token is in the cache of verified ones, the session in the near cache.
 * Feeds and write-backs go on beside it, and their memory is counted too, as is that of
 * the string that a request brings.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@State(Scope.Benchmark)
public class CredentialCheckBenchmark {

	private static final int SESSIONS = 64;

	@Param
	Latchkey.Mode mode;

	private Latchkey latchkey;

	private CredentialCheck check;

	private Credential[] credentials;

	private int next;

	@Setup(Level.Trial)
	public void signIn() {
		this.latchkey = Latchkey.in(this.mode).start();
		this.check = this.latchkey.bean(CredentialCheck.class);
		Credential.Source source = (this.mode == Latchkey.Mode.JWT) ? Credential.Source.HEADER
				: Credential.Source.COOKIE;
		List<Client> clients = Stream.generate(() -> this.latchkey.login(Latchkey.ADMIN)).limit(SESSIONS).toList();
		this.credentials = clients.stream()
			.map((client) -> new Credential(client.credential(), source))
			.toArray(Credential[]::new);
	}

	@TearDown(Level.Trial)
	public void stop() {
		this.latchkey.close();
	}

	@Benchmark
	public Session open() {
		// as with each request, a string that is new
		Credential held = this.credentials[this.next++ & (SESSIONS - 1)];
		return this.check.open(new Credential(copy(held.value()), held.source()));
	}

	@SuppressWarnings("StringConstructor") // what it is for
	private static String copy(String text) {
		return new String(text.toCharArray());
	}

}
