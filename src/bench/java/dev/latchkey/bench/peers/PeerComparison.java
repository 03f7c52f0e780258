package dev.latchkey.bench.peers;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import dev.latchkey.bench.load.Peer;
import dev.latchkey.bench.load.PinnedCores;
import org.jspecify.annotations.Nullable;

/**
 * Starts Latchkey in both modes and its peers, warms them up, measures them in turns, and
 * writes the table and the chart.
 */
public final class PeerComparison {

	private static final int ROUNDS = Integer.getInteger("latchkey.bench.rounds", 5);

	private PeerComparison() {
	}

	/**
	 * Measure, and write the page and the chart.
	 * @param documents the directory of the pages
	 */
	public static void run(Path documents) throws Exception {
		PinnedCores.prefix();
		List<ComparedPeer> subjects = new ArrayList<>();
		@Nullable BareHashRates hashes;
		try {
			start(subjects);
			for (ComparedPeer subject : subjects) {
				subject.signIn();
				subject.warmUp();
			}
			for (ComparedPeer subject : subjects) {
				subject.signInMore();
			}
			for (ComparedPeer subject : subjects) {
				subject.weigh();
			}
			for (int round = 0; round < ROUNDS; round++) {
				System.out.printf("Round %d of %d%n", round + 1, ROUNDS);
				for (ComparedPeer subject : subjects) {
					subject.turn();
				}
			}
			// last, as it leaves many more sessions behind
			hashes = logins(subjects);
		}
		finally {
			subjects.forEach(ComparedPeer::close);
		}
		PeerReport report = new PeerReport(subjects, hashes, ROUNDS);
		System.out.println(report.page());
		if (Peer.ALL.equals(Peer.CHOSEN) && !LoginComparison.LENGTH.isZero()) {
			report.write(documents);
		}
		else {
			System.out.println("Not written, since something was left out");
		}
		System.exit(0);
	}

	private static void start(List<ComparedPeer> subjects) throws Exception {
		Path logs = Files.createTempDirectory("latchkey-bench");
		int port = Integer.getInteger("latchkey.bench.port", 18_500);
		for (Peer peer : Peer.chosen()) {
			subjects.add(new ComparedPeer(peer, port, logs.resolve(port + ".log")));
			port++;
		}
	}

	private static @Nullable BareHashRates logins(List<ComparedPeer> subjects) throws Exception {
		List<ComparedPeer> ours = subjects.stream().filter((subject) -> subject.peer().isLatchkey()).toList();
		return (LoginComparison.LENGTH.isZero() || ours.isEmpty()) ? null
				: BareHashRates.of(LoginComparison.compare(ours, ROUNDS));
	}

}
