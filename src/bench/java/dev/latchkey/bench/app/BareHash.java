package dev.latchkey.bench.app;

import java.util.Scanner;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;

/**
 * Nothing but checks of a password, at Latchkey's default cost: for each number of
 * seconds on its input it prints how many there were in a second.
 */
public final class BareHash {

	private BareHash() {
	}

	/**
	 * Read, check, print.
	 * @param args none
	 */
	public static void main(String[] args) {
		Argon2PasswordEncoder encoder = new Argon2PasswordEncoder(16, 32, 1, 19456, 2);
		String hash = encoder.encode("tulip-anchor-violin-93");
		int cores = Runtime.getRuntime().availableProcessors();
		try (Scanner input = new Scanner(System.in)) {
			while (input.hasNextInt()) {
				long length = TimeUnit.SECONDS.toNanos(input.nextInt());
				long begin = System.nanoTime();
				long count = IntStream.range(0, cores).parallel().mapToLong((core) -> {
					long done = 0;
					while (System.nanoTime() - begin < length) {
						encoder.matches("tulip-anchor-violin-93", hash);
						done++;
					}
					return done;
				}).sum();
				System.out.println(count * 1e9 / (System.nanoTime() - begin));
			}
		}
	}

}
