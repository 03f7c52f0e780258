package dev.latchkey.web.server;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.latchkey.harness.Latchkey;
import dev.latchkey.harness.Latchkey.Mode;
import dev.latchkey.harness.LatchkeyProcess;
import dev.latchkey.harness.RawConnection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Many networks send large heads and never end them, on a node with a small heap.
 */
class HalfSentHeadsTests {

	private static final Duration PATIENCE = Duration.ofSeconds(120);

	/** As many fields as there may be, with nearly as much in them. */
	private static final String HALF = "GET /login HTTP/1.1\r\nHost: localhost\r\n" + IntStream.range(0, 97)
		.mapToObj((i) -> "X-" + i + ": " + "x".repeat(300) + "\r\n")
		.collect(Collectors.joining());

	// as many as fill the server together
	private static final int NETWORKS = 4;

	private static final int OF_EACH = 1000;

	private static final int MEGABYTE = 1024 * 1024;

	@ParameterizedTest
	@CsvSource({ "650, 2600, 650", "256, 1024, 256", "2048, 8192, 2000", "6000, 24000, 2000", "0, 4, 1" })
	void haveAsManyConnectionsAsTheHeapHasRoomFor(long heap, int connections, int ofNetwork) {
		ConnectionRoom room = ConnectionRoom.of(heap * MEGABYTE);
		assertThat(room.connections()).isEqualTo(connections);
		assertThat(room.ofNetwork(2000)).isEqualTo(ofNetwork);
	}

	@Test
	void leaveRoomInTheHeap() {
		try (LatchkeyProcess latchkey = Latchkey.in(Mode.JWT)
			.jvm("-Xmx256m")
			.jvm("-XX:+ExitOnOutOfMemoryError")
			.startProcess()) {
			latchkey.client().login(Latchkey.ADMIN).expect(200);
			List<RawConnection> open = new ArrayList<>();
			for (int network = 1; network <= NETWORKS; network++) {
				for (int i = 0; i < OF_EACH; i++) {
					RawConnection connection = RawConnection.from("127.0.1." + network, latchkey.port());
					connection.trySend(HALF);
					open.add(connection);
				}
			}
			open.forEach(RawConnection::close);
			await().atMost(PATIENCE)
				.ignoreExceptions()
				.untilAsserted(() -> latchkey.client().login(Latchkey.ADMIN).expect(200));
			assertThat(latchkey.said()).doesNotContain("OutOfMemory");
		}
	}

}
