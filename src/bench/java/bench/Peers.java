package bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Starts Latchkey in both modes and its peers, warms them up, measures them in turns, and
 * writes the table and the chart.
 */
public final class Peers {

	private static final int ROUNDS = Integer.getInteger("latchkey.bench.rounds", 5);

	private Peers() {
	}

	/**
	 * Measure, and write into a directory.
	 * @param args the directory
	 */
	public static void main(String[] args) throws Exception {
		Cores.prefix();
		List<Subject> subjects = new ArrayList<>();
		@Nullable Hashes hashes;
		try {
			start(subjects);
			for (Subject subject : subjects) {
				subject.signIn();
				subject.warmUp();
			}
			for (Subject subject : subjects) {
				subject.signInMore();
			}
			for (Subject subject : subjects) {
				subject.weigh();
			}
			for (int round = 0; round < ROUNDS; round++) {
				System.out.printf("Round %d of %d%n", round + 1, ROUNDS);
				for (Subject subject : subjects) {
					subject.turn();
				}
			}
			// last, as it leaves many more sessions behind
			hashes = logins(subjects);
		}
		finally {
			subjects.forEach(Subject::close);
		}
		Report report = new Report(subjects, hashes, ROUNDS);
		System.out.println(report.page());
		if (Peer.ALL.equals(Peer.CHOSEN) && !Logins.LENGTH.isZero()) {
			report.write(Path.of(args[0]));
		}
		else {
			System.out.println("Not written, since something was left out");
		}
		System.exit(0);
	}

	private static void start(List<Subject> subjects) throws Exception {
		Path logs = Files.createTempDirectory("latchkey-bench");
		int port = Integer.getInteger("latchkey.bench.port", 18_500);
		for (Peer peer : Peer.chosen()) {
			subjects.add(new Subject(peer, port, logs.resolve(port + ".log")));
			port++;
		}
	}

	private static @Nullable Hashes logins(List<Subject> subjects) throws Exception {
		List<Subject> ours = subjects.stream().filter((subject) -> subject.peer().isLatchkey()).toList();
		return (Logins.LENGTH.isZero() || ours.isEmpty()) ? null
				: Hashes.of(Logins.compare(ours, ROUNDS));
	}

}
