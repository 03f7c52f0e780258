package dev.latchkey.promise;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

import dev.latchkey.harness.Client;
import dev.latchkey.harness.EnumSourceInFull;
import dev.latchkey.harness.Latchkey;
import dev.latchkey.harness.Latchkey.Mode;
import dev.latchkey.harness.LatchkeyProcess;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The disk of the embedded database is full, and then it is not. H2 closes itself when it
 * cannot write.
 */
class DiskFullTests {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private static final String READINESS = "/actuator/health/readiness";

	private static final String ME = "/api/me";

	// less than the database has already, more than the log
	private static final long FULL_AT = 100_000;

	private static final int FAILURES = 40;

	// a line for each failure would be far more
	private static final long MOST_WRITTEN = 20_000;

	@TempDir
	Path directory;

	@ParameterizedTest
	@EnumSourceInFull(byDefault = "JWT")
	void isWellSoonAfterTheDiskHasRoomAgain(Mode mode) throws Exception {
		Path data = this.directory.resolve("data");
		try (LatchkeyProcess latchkey = Latchkey.in(mode)
			.with("latchkey.data-dir", data.toString())
			.with("latchkey.revocation.max-staleness", "3s")
			.startProcess()) {
			Client known = signedIn(latchkey);
			Client ended = signedIn(latchkey);
			ended.copy().post("/api/logout").expect(204);
			long before = latchkey.said().length();
			latchkey.fillDisk(FULL_AT);
			try {
				await().atMost(PATIENCE)
					.until(() -> known.copy().post("/api/logout").expect(204, 202, 503).status() == 503);
				latchkey.client().browse("/login").expect(200);
				latchkey.client().get("/actuator/health/liveness").expect(200);
				await().atMost(PATIENCE).until(() -> latchkey.client().get(READINESS).expect(200, 503).status() == 503);
				for (int i = 0; i < FAILURES; i++) {
					latchkey.client().login(Latchkey.ADMIN.with("not-the-password")).expect(401, 503);
				}
				ended.get(ME).expect(401, 503);
				assertThat(latchkey.said().length() - before).as("characters of the log").isLessThan(MOST_WRITTEN);
				assertThat(traces(data)).isEmpty();
			}
			finally {
				latchkey.freeDisk();
			}
			long since = System.nanoTime();
			await().atMost(PATIENCE)
				.pollInterval(Duration.ofMillis(50))
				.until(() -> latchkey.client().login(Latchkey.ADMIN).expect(200, 503).status() == 200);
			System.out.println(
					"First login " + (System.nanoTime() - since) / 1_000_000 + " ms after the disk had room again");
			await().atMost(PATIENCE).until(() -> latchkey.client().get(READINESS).expect(200, 503).status() == 200);
			ended.get(ME).expectEnded("logged_out");
			signedIn(latchkey).post("/api/logout").expect(204);
		}
	}

	private static Client signedIn(LatchkeyProcess latchkey) {
		Client client = latchkey.client();
		client.login(Latchkey.ADMIN).expect(200);
		client.get(ME).expect(200);
		return client;
	}

	private static Stream<Path> traces(Path data) throws Exception {
		try (Stream<Path> files = Files.list(data)) {
			return files.filter((file) -> file.toString().endsWith(".trace.db")).toList().stream();
		}
	}

}
