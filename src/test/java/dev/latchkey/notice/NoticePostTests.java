package dev.latchkey.notice;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class NoticePostTests {

	private static final CloseableHttpClient CLIENT = NoticeClient.create(new ReceiverAddresses(true));

	private static final ScheduledExecutorService ALARM = new ScheduledThreadPoolExecutor(1);

	private final NoticePost post = new NoticePost(CLIENT, ALARM);

	@AfterAll
	static void close() throws IOException {
		CLIENT.close();
		ALARM.shutdownNow();
	}

	@ParameterizedTest
	@ValueSource(ints = { 200, 204 })
	void isConfirmedByAnApplicationThatSaysSo(int status) {
		try (Receiver receiver = Receiver.answering(status)) {
			assertThat(this.post.send(receiver.uri(), "a.token+of/ours")).isTrue();
			assertThat(receiver.tokens()).containsExactly("a.token+of/ours");
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 202, 400, 401, 404, 429, 500, 503 })
	void isNotConfirmedByAnyOtherStatus(int status) {
		try (Receiver receiver = Receiver.answering(status)) {
			assertThat(this.post.send(receiver.uri(), "token")).isFalse();
			assertThat(receiver.tokens()).hasSize(1);
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 301, 302, 303, 307, 308 })
	void followsNoRedirect(int status) {
		try (Receiver elsewhere = Receiver.answering(200); Receiver receiver = Receiver.that((exchange) -> {
			exchange.getResponseHeaders().set("Location", elsewhere.uri());
			exchange.sendResponseHeaders(status, -1);
		})) {
			assertThat(this.post.send(receiver.uri(), "token")).isFalse();
			assertThat(elsewhere.tokens()).isEmpty();
		}
	}

	@Test
	void readsNoBody() {
		AtomicLong written = new AtomicLong();
		CountDownLatch over = new CountDownLatch(1);
		try (Receiver receiver = Receiver.that((exchange) -> {
			exchange.sendResponseHeaders(200, 20_000_000L);
			try (OutputStream body = exchange.getResponseBody()) {
				for (int i = 0; i < 20_000; i++) {
					body.write(new byte[1_000]);
					written.addAndGet(1_000);
				}
			}
			finally {
				over.countDown();
			}
		})) {
			assertThat(this.post.send(receiver.uri(), "token")).isTrue();
			over.await();
			// what the operating system keeps for a reader who has gone
			assertThat(written.get()).isLessThan(20_000_000L);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Test
	void leavesAnApplicationThatHangs() {
		CountDownLatch never = new CountDownLatch(1);
		try (Receiver receiver = Receiver.that((exchange) -> {
			try {
				never.await();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		})) {
			assertThat(this.post.send(receiver.uri(), "token")).isFalse();
			never.countDown();
		}
	}

	@Test
	void leavesAnApplicationThatAnswersOneByteAfterAnother() throws IOException {
		try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			Thread slow = new Thread(() -> dribble(server));
			slow.start();
			assertThat(this.post.send("http://localhost:" + server.getLocalPort() + "/", "token")).isFalse();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "HTTP/1.1 200 OK", "HTTP/1.1 200 OK\r\nX: ", "HTTP/1.1 200 OK\r\n", "HTTP/1.1 100 " })
	void readsNoHeadWithoutEnd(String beginning) throws Exception {
		AtomicLong written = new AtomicLong();
		try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			Thread flood = new Thread(() -> flood(server, beginning, written));
			flood.start();
			assertThat(this.post.send("http://localhost:" + server.getLocalPort() + "/", "token")).isFalse();
			flood.join();
			assertThat(written.get()).isLessThan(20_000_000L);
		}
	}

	@Test
	void looksUpANameOnceAndConnectsToWhatItFound() throws IOException {
		List<String> lookups = new CopyOnWriteArrayList<>();
		try (Receiver receiver = Receiver.answering(200);
				CloseableHttpClient client = NoticeClient.create(new ReceiverAddresses(true) {
					@Override
					public InetAddress[] resolve(String host) throws UnknownHostException {
						lookups.add(host);
						// as a name that leads elsewhere a moment later
						return super.resolve((lookups.size() == 1) ? "localhost" : "192.0.2.1");
					}
				})) {
			String port = receiver.uri().replaceAll("\\D", "");
			assertThat(new NoticePost(client, ALARM).send("http://rebinding.example:" + port + "/told", "token"))
				.isTrue();
			assertThat(lookups).containsExactly("rebinding.example");
		}
	}

	@Test
	void findsNobodyAtAPortThatIsClosed() throws IOException {
		int port;
		try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			port = server.getLocalPort();
		}
		assertThat(this.post.send("http://localhost:" + port + "/", "token")).isFalse();
	}

	@Test
	void neverReachesAnInternalAddressUnlessThatIsAllowed() throws IOException {
		try (Receiver receiver = Receiver.answering(200);
				CloseableHttpClient outwards = NoticeClient.create(new ReceiverAddresses(false))) {
			NoticePost strict = new NoticePost(outwards, ALARM);
			String port = receiver.uri().replaceAll("\\D", "");
			for (String host : new String[] { "localhost", "127.0.0.1", "[::1]", "[::ffff:127.0.0.1]", "2130706433",
					"127.1", "0.0.0.0" }) {
				assertThat(strict.send("http://" + host + ":" + port + "/told", "token")).as(host).isFalse();
			}
			assertThat(receiver.tokens()).isEmpty();
		}
	}

	/**
	 * Send the head of an answer without end, as fast as it is taken.
	 */
	private static void flood(ServerSocket server, String beginning, AtomicLong written) {
		// lines without end after one that has an end, or a line without end
		String more = beginning.endsWith("\n") ? "A: b\r\n" : "AAAAAA";
		byte[] block = more.repeat(1_000).getBytes(StandardCharsets.US_ASCII);
		try (Socket client = server.accept()) {
			OutputStream out = client.getOutputStream();
			out.write(beginning.getBytes(StandardCharsets.US_ASCII));
			while (true) {
				out.write(block);
				written.addAndGet(block.length);
			}
		}
		catch (IOException ex) {
			// the reader has gone
		}
	}

	/**
	 * Send a status line without end, for as long as a client reads it.
	 */
	private static void dribble(ServerSocket server) {
		try (Socket client = server.accept()) {
			OutputStream out = client.getOutputStream();
			out.write("HTTP/1.1 200 ".getBytes(StandardCharsets.US_ASCII));
			CountDownLatch pause = new CountDownLatch(1);
			while (!pause.await(200, TimeUnit.MILLISECONDS)) {
				out.write('O');
				out.flush();
			}
		}
		catch (IOException | InterruptedException ex) {
			// the reader has gone
		}
	}

}
