package dev.latchkey.mode.jwt;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

import dev.latchkey.attack.NimbusVerifier;
import dev.latchkey.attack.RealKey;
import dev.latchkey.factor.AuthenticationMethods;
import dev.latchkey.key.IssuerSettings;
import dev.latchkey.key.KeyPurpose;
import dev.latchkey.key.KeyRing;
import dev.latchkey.key.SigningAlgorithm;
import dev.latchkey.key.SigningKey;
import dev.latchkey.key.TestKeys;
import dev.latchkey.key.token.TokenType;
import dev.latchkey.mode.CredentialReading;
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

/**
 * What it costs to sign and to verify an access token, beside the same with nothing but
 * jjwt and with Nimbus as another application would use it.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 4, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@State(Scope.Benchmark)
public class TokenBenchmark {

	@Param({ "ES256", "RS256", "EDDSA", "HS256" })
	String algorithm;

	private AccessTokenVerifier verifier;

	private AccessTokenVerifier verifierMuchLater;

	private SigningKey key;

	private byte[] claims;

	private String token;

	private Plain jjwt;

	private NimbusVerifier nimbus;

	private NimbusSigner nimbusSigner;

	@Setup(Level.Trial)
	public void prepare() {
		KeyRing keys = TestKeys.started(SigningAlgorithm.valueOf(this.algorithm));
		this.key = keys.current(KeyPurpose.ACCESS);
		Instant now = Instant.now();
		this.verifier = verifier(keys, Clock.systemUTC());
		// a token that is over is read as ever, and not kept
		this.verifierMuchLater = verifier(keys, Clock.fixed(now.plus(Duration.ofDays(1)), ZoneOffset.UTC));
		String random = "AAECAwQFBgcICQoLDA0ODw";
		this.claims = new AccessClaims("latchkey", "latchkey", AccessClaims.OWN_CLIENT, random, random, random,
				now.getEpochSecond(), now.getEpochSecond() + 3600, 1234, 5, "alice", new TreeSet<>(Set.of("USER")),
				new TreeSet<>(), now.getEpochSecond(), null, AuthenticationMethods.PASSWORD,
				now.getEpochSecond() + 43200, null, null)
			.write();
		this.token = this.key.sign(TokenType.ACCESS, this.claims);
		RealKey real = RealKey.of(this.key);
		this.jjwt = new Plain(real);
		this.nimbusSigner = new NimbusSigner(real);
		this.nimbus = new NimbusVerifier(this.nimbusSigner.published(), real);
		if (!this.nimbus.objection(this.token).isEmpty() || !this.nimbus.objection(nimbusSigns()).isEmpty()
				|| this.jjwt.read(jjwtSigns()) == null) {
			throw new IllegalStateException("they do not agree");
		}
	}

	private static AccessTokenVerifier verifier(KeyRing keys, Clock clock) {
		JwtSettings settings = new JwtSettings(Duration.ofMinutes(5), Duration.ofSeconds(5), "latchkey");
		return new AccessTokenVerifier(keys, settings, new IssuerSettings("latchkey"), clock);
	}

	@Benchmark
	public CredentialReading readsAgain() {
		return this.verifier.verify(copy(this.token));
	}

	@Benchmark
	public CredentialReading reads() {
		return this.verifierMuchLater.verify(copy(this.token));
	}

	@Benchmark
	public Object jjwtReads() {
		return this.jjwt.read(copy(this.token));
	}

	@Benchmark
	public String nimbusReads() {
		return this.nimbus.objection(copy(this.token));
	}

	@Benchmark
	public String signs() {
		return this.key.sign(TokenType.ACCESS, this.claims);
	}

	@Benchmark
	public String jjwtSigns() {
		return this.jjwt.sign(this.claims);
	}

	@Benchmark
	public String nimbusSigns() {
		return this.nimbusSigner.sign(this.claims);
	}

	@SuppressWarnings("StringConstructor") // as with each request, a string that is new
	private static String copy(String text) {
		return new String(text.toCharArray());
	}

}
