package bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Compares Latchkey's logins with the bare hash, in turns. Before that, people sign in
 * whose hash costs next to nothing, until all but the hash is warm: with the usual one
 * that takes a quarter of an hour.
 */
final class Logins {

	static final Duration LENGTH = Duration.ofSeconds(Integer.getInteger("latchkey.bench.logins", 6));

	private static final int WARM_UP = WarmUp.REQUESTS / 10;

	private static final int USUAL_WARM_UP = 3;

	private Logins() {
	}

	/**
	 * Compare.
	 * @return bare hashes in a second
	 */
	static double compare(List<Subject> subjects, int rounds) throws Exception {
		for (Subject subject : subjects) {
			System.out.println(subject.peer().name() + ", logins");
			WarmUp.of(WARM_UP, () -> Load.logins(subject.app(), App.CHEAP, Subject.STRETCH));
			for (int i = 0; i < USUAL_WARM_UP; i++) {
				Load.logins(subject.app(), App.USUAL, LENGTH);
			}
		}
		List<Double> bare = new ArrayList<>();
		try (Hashing hashing = Hashing.told()) {
			hashing.perSecond(LENGTH);
			for (int round = 0; round < rounds; round++) {
				double hashes = hashing.perSecond(LENGTH);
				bare.add(hashes);
				for (Subject subject : subjects) {
					Figures into = subject.figures();
					double logins = Load.logins(subject.app(), App.USUAL, LENGTH).perSecond();
					into.logins.add(logins);
					into.shares.add(logins / hashes);
					into.cheapLogins.add(Load.logins(subject.app(), App.CHEAP, Subject.STRETCH).cpu());
					System.out.printf("%-50s %.1f logins/s, %.1f bare hashes/s%n", subject.peer().name(), logins,
							hashes);
				}
			}
		}
		return Spread.median(bare.stream().mapToDouble(Double::doubleValue));
	}

}
