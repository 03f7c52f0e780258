package bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import bench.app.BareHash;

/**
 * Compares Latchkey's logins with the bare hash, in turns. Before that, people sign in
 * whose hash costs next to nothing, until all but the hash is warm: with the usual one
 * that takes a quarter of an hour.
 */
final class Logins {

	static final Duration LENGTH = Duration.ofSeconds(Integer.getInteger("latchkey.bench.logins", 6));

	private static final int WARM_UP = WarmUp.REQUESTS / 10;

	private static final int USUAL_WARM_UP = 3;

	private static final String HASH = "org.bouncycastle.crypto.generators.Argon2BytesGenerator";

	/** How Latchkey has the JVM compile the hash, or it would be compared with bad luck. */
	private static final List<String> AS_LATCHKEY_HAS_IT = List.of("dontinline," + HASH + "$FillBlock::fillBlock*",
			"inline," + HASH + "*::*");

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
		Process hashing = new ProcessBuilder(command()).redirectError(ProcessBuilder.Redirect.INHERIT).start();
		try (BufferedReader answers = hashing.inputReader()) {
			hashes(hashing, answers);
			for (int round = 0; round < rounds; round++) {
				double hashes = hashes(hashing, answers);
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
		finally {
			hashing.destroy();
		}
		return Spread.median(bare.stream().mapToDouble(Double::doubleValue));
	}

	private static List<String> command() {
		List<String> command = new ArrayList<>(Cores.prefix());
		command.addAll(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xms" + App.HEAP,
				"-Xmx" + App.HEAP, "-XX:ActiveProcessorCount=" + Cores.OF_SERVER, "-XX:+UseSerialGC",
				"-XX:CompileCommand=quiet"));
		for (String how : AS_LATCHKEY_HAS_IT) {
			command.add("-XX:CompileCommand=" + how);
		}
		command.addAll(List.of("-cp", System.getProperty("java.class.path"), BareHash.class.getName()));
		return command;
	}

	private static double hashes(Process hashing, BufferedReader answers) throws IOException {
		hashing.getOutputStream().write((LENGTH.toSeconds() + "\n").getBytes(StandardCharsets.US_ASCII));
		hashing.getOutputStream().flush();
		return Double.parseDouble(answers.readLine());
	}

}
