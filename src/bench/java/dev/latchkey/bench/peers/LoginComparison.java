package dev.latchkey.bench.peers;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.latchkey.bench.load.HttpLoad;
import dev.latchkey.bench.load.MeasuredApplication;
import dev.latchkey.bench.load.Spread;
import dev.latchkey.bench.load.WarmUp;

/**
 * Compares Latchkey's logins with the bare hash, in turns. Before that, people sign in
 * whose hash costs next to nothing, until all but the hash is warm: with the usual one
 * that takes a quarter of an hour.
 */
final class LoginComparison {

	static final Duration LENGTH = Duration.ofSeconds(Integer.getInteger("latchkey.bench.logins", 6));

	private static final int WARM_UP = WarmUp.REQUESTS / 10;

	private static final int USUAL_WARM_UP = 3;

	private LoginComparison() {
	}

	/**
	 * Compare.
	 * @return bare hashes in a second
	 */
	static double compare(List<ComparedPeer> subjects, int rounds) throws Exception {
		for (ComparedPeer subject : subjects) {
			System.out.println(subject.peer().name() + ", logins");
			WarmUp.of(WARM_UP, () -> HttpLoad.logins(subject.app(), MeasuredApplication.CHEAP, HttpLoad.STRETCH));
			for (int i = 0; i < USUAL_WARM_UP; i++) {
				HttpLoad.logins(subject.app(), MeasuredApplication.USUAL, LENGTH);
			}
		}
		List<Double> bare = new ArrayList<>();
		try (HashingJvm hashing = HashingJvm.told()) {
			hashing.perSecond(LENGTH);
			for (int round = 0; round < rounds; round++) {
				double hashes = hashing.perSecond(LENGTH);
				bare.add(hashes);
				for (ComparedPeer subject : subjects) {
					PeerFigures into = subject.figures();
					double logins = HttpLoad.logins(subject.app(), MeasuredApplication.USUAL, LENGTH).perSecond();
					into.logins.add(logins);
					into.shares.add(logins / hashes);
					into.cheapLogins.add(HttpLoad.logins(subject.app(), MeasuredApplication.CHEAP, HttpLoad.STRETCH).cpu());
					System.out.printf("%-50s %.1f logins/s, %.1f bare hashes/s%n", subject.peer().name(), logins,
							hashes);
				}
			}
		}
		return Spread.median(bare.stream().mapToDouble(Double::doubleValue));
	}

}
