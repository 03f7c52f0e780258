package dev.latchkey.attack;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import dev.latchkey.harness.Client;
import dev.latchkey.harness.Latchkey;
import dev.latchkey.harness.Repetitions;
import dev.latchkey.key.SigningAlgorithm;
import dev.latchkey.mode.Credential;
import dev.latchkey.mode.CredentialReading;
import dev.latchkey.mode.InvalidCredentialException;
import dev.latchkey.mode.Mode;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import net.jqwik.api.statistics.Statistics;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every token that Latchkey accepts, Nimbus accepts too: tokens are changed at random,
 * many of them signed again with the right key, 104,000 in the profile {@code full}.
 */
class DifferentialTests {

	private static final int TRIES = 2_600;

	private static final int TOKENS_EACH = Repetitions.of(10);

	/**
	 * So many have to be accepted of each algorithm, as otherwise nothing is compared.
	 */
	private static final int COMPARED = TRIES * TOKENS_EACH / 13;

	private static final Map<SigningAlgorithm, Pair> PAIRS = new EnumMap<>(SigningAlgorithm.class);

	private static final List<Latchkey> STARTED = new ArrayList<>();

	@BeforeContainer
	static void start() {
		for (SigningAlgorithm algorithm : SigningAlgorithm.values()) {
			Latchkey latchkey = Latchkey.in(Latchkey.Mode.JWT)
				.with("latchkey.jwt.algorithm", algorithm.id())
				// so that a slow machine does not run out of it
				.with("latchkey.jwt.access-token-lifetime", "1h")
				.start();
			STARTED.add(latchkey);
			PAIRS.put(algorithm, Pair.of(latchkey));
		}
	}

	@AfterContainer
	static void stop() {
		STARTED.forEach(Latchkey::close);
		STARTED.clear();
		PAIRS.clear();
	}

	@Example
	void bothAcceptWhatWasNotChanged() {
		assertThat(PAIRS).hasSize(4);
		PAIRS.forEach((algorithm, pair) -> {
			for (String token : List.of(pair.forge.good(), pair.other.good(), pair.forge.headed(pair.forge.header()),
					pair.forge.claiming((claims) -> claims.put("gen", 7)))) {
				assertThat(pair.accepts(token)).as(algorithm.id()).isTrue();
				assertThat(pair.nimbus.objection(token)).as(algorithm.id()).isEmpty();
			}
		});
	}

	@Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
	void nimbusAcceptsWhatWeAcceptOfES256(@ForAll("mutants") List<Mutant> mutants) {
		compare(SigningAlgorithm.ES256, mutants);
	}

	@Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
	void nimbusAcceptsWhatWeAcceptOfRS256(@ForAll("mutants") List<Mutant> mutants) {
		compare(SigningAlgorithm.RS256, mutants);
	}

	@Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
	void nimbusAcceptsWhatWeAcceptOfEdDSA(@ForAll("mutants") List<Mutant> mutants) {
		compare(SigningAlgorithm.EDDSA, mutants);
	}

	@Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
	void nimbusAcceptsWhatWeAcceptOfHS256(@ForAll("mutants") List<Mutant> mutants) {
		compare(SigningAlgorithm.HS256, mutants);
	}

	private static void compare(SigningAlgorithm algorithm, List<Mutant> mutants) {
		mutants.forEach((mutant) -> compare(algorithm, PAIRS.get(algorithm), mutant));
	}

	private static void compare(SigningAlgorithm algorithm, Pair pair, Mutant mutant) {
		String token = mutant.of(pair.forge, pair.other);
		boolean accepted = pair.accepts(token);
		Statistics.label("accepted, though changed")
			.collect(accepted && !token.equals(pair.forge.good()))
			.coverage((coverage) -> coverage.check(true).count((count) -> count > COMPARED));
		if (accepted) {
			assertThat(pair.nimbus.objection(token)).as(token).isEmpty();
		}
	}

	@Provide
	Arbitrary<List<Mutant>> mutants() {
		Arbitrary<List<Mutant.Edit>> none = Arbitraries.just(List.of());
		Arbitrary<List<Mutant.Edit>> json = JsonEdits.all().list().ofMinSize(1).ofMaxSize(3);
		Arbitrary<List<Mutant.Edit>> text = TextEdits.all().list().ofMinSize(1).ofMaxSize(3);
		return Arbitraries
			.frequencyOf(Tuple.of(6, Combinators.combine(none, json, none).as(Mutant::new)),
					Tuple.of(2, Combinators.combine(json, none, none).as(Mutant::new)),
					Tuple.of(1, Combinators.combine(json, json, text).as(Mutant::new)),
					Tuple.of(1, Combinators.combine(none, json, text).as(Mutant::new)),
					Tuple.of(10, Combinators.combine(none, none, text).as(Mutant::new)))
			.list()
			.ofSize(TOKENS_EACH);
	}

	/**
	 * The two that are compared, and two good tokens.
	 */
	private record Pair(Latchkey latchkey, Mode mode, NimbusVerifier nimbus, Forge forge, Forge other) {

		static Pair of(Latchkey latchkey) {
			RealKey key = RealKey.of(latchkey);
			Client alice = latchkey.login(latchkey.newPerson("USER"));
			return new Pair(latchkey, latchkey.bean(Mode.class), NimbusVerifier.of(latchkey),
					new Forge(latchkey.login(Latchkey.ADMIN).credential(), key), new Forge(alice.credential(), key));
		}

		boolean accepts(String token) {
			try {
				CredentialReading reading = this.mode.read(new Credential(token, Credential.Source.HEADER));
				return this.latchkey.clock().instant().isBefore(reading.validUntil());
			}
			catch (InvalidCredentialException ex) {
				return false;
			}
		}

	}

}
