package dev.latchkey.web.server;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import dev.latchkey.harness.RawConnection;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.threads.ThreadPoolExecutor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Requests that a client sends at once do not go before those of others. The server has
 * one thread here.
 */
class RequestTurnsTests {

	private final List<String> answered = new CopyOnWriteArrayList<>();

	private final ServerProtocol protocol = new ServerProtocol();

	private final Tomcat tomcat = new Tomcat();

	@BeforeEach
	void start(@TempDir Path directory) throws LifecycleException {
		this.protocol.setMaxThreads(1);
		this.protocol.setMinSpareThreads(1);
		this.protocol.putInFront(RequestTurns::new);
		Connector connector = new Connector(this.protocol);
		connector.setPort(0);
		this.tomcat.setBaseDir(directory.toString());
		this.tomcat.setConnector(connector);
		Context context = this.tomcat.addContext("", directory.toString());
		Tomcat.addServlet(context, "order", new Order());
		context.addServletMappingDecoded("/*", "order");
		this.tomcat.start();
	}

	@AfterEach
	void stop() throws LifecycleException {
		this.tomcat.stop();
		this.tomcat.destroy();
	}

	@Test
	void letOthersInBetweenTheRequestsOfAConnection() {
		try (RawConnection many = connect(); RawConnection one = connect()) {
			many.send(get("/first") + get("/second") + get("/third"));
			await().until(() -> this.answered.contains("/first"));
			one.send(get("/other"));
			assertThat(one.answer()).startsWith("HTTP/1.1 200 ").contains("/other");
			for (String path : List.of("/first", "/second", "/third")) {
				assertThat(many.answer()).startsWith("HTTP/1.1 200 ").contains(path);
			}
			assertThat(this.answered).containsExactly("/first", "/other", "/second", "/third");
			// and the connections are as good as before
			for (RawConnection connection : List.of(many, one)) {
				assertThat(connection.send(get("/again") + get("/once-more")).answer()).contains("/again");
				assertThat(connection.answer()).contains("/once-more");
			}
		}
	}

	private RawConnection connect() {
		return RawConnection.from("127.0.0.1", this.tomcat.getConnector().getLocalPort());
	}

	private static String get(String path) {
		return "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
	}

	private final class Order extends HttpServlet {

		@Override
		protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
			String path = request.getRequestURI();
			RequestTurnsTests.this.answered.add(path);
			if (path.equals("/first")
					&& RequestTurnsTests.this.protocol.getExecutor() instanceof ThreadPoolExecutor threads) {
				// the thread has this one to do, and another client has asked as well
				await().until(() -> !threads.getQueue().isEmpty());
			}
			response.setContentLength(path.length());
			response.getOutputStream().print(path);
		}

	}

}
