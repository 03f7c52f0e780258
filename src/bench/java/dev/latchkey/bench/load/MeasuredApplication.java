package dev.latchkey.bench.load;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import dev.latchkey.bench.app.Endpoints;
import dev.latchkey.harness.Client;
import dev.latchkey.harness.Person;
import dev.latchkey.harness.TestServers;
import org.awaitility.Awaitility;

import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;

/**
 * An application in a JVM of its own.
 */
public final class MeasuredApplication implements AutoCloseable {

	public static final String PASSWORD = "tulip-anchor-violin-93";

	/** Where a proxy asks. */
	public static final String QUESTION = "/forward-auth";

	/** How often an application is started, to time it. */
	public static final int STARTS = Integer.getInteger("latchkey.bench.starts", 3);

	/** How many people of each kind sign in. */
	public static final int PEOPLE = 200;

	/** What the names of people begin with whose password is hashed as usual. */
	public static final String USUAL = "usual-";

	/** And of those whose hash costs next to nothing. */
	public static final String CHEAP = "cheap-";

	public static final String HEAP = System.getProperty("latchkey.bench.heap", "1g");

	private static final Person ADMIN = new Person("admin", PASSWORD);

	private static final Person USER = new Person("somebody", PASSWORD);

	private static final String RECORDINGS = System.getProperty("latchkey.bench.recordings", "");

	private final HttpClient http = HttpClient.newHttpClient();

	private final Peer peer;

	private final int port;

	private final Process process;

	private final Duration startUp;

	private final AtomicInteger next = new AtomicInteger();

	public MeasuredApplication(Peer peer, int port, List<String> settings, Path log) throws IOException {
		this(peer, port, settings, log, HEAP);
	}

	public MeasuredApplication(Peer peer, int port, List<String> settings, Path log, String heap) throws IOException {
		this.peer = peer;
		this.port = port;
		List<String> command = new ArrayList<>(PinnedCores.prefix());
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		if (!RECORDINGS.isEmpty()) {
			command.add("-XX:StartFlightRecording=settings=profile,filename="
					+ Path.of(RECORDINGS, peer.main().getSimpleName() + "-" + port + ".jfr"));
		}
		command.addAll(List.of("-Xms" + heap, "-Xmx" + heap, "-XX:+UseSerialGC",
				"-XX:ActiveProcessorCount=" + PinnedCores.OF_SERVER, "-cp", peer.classPath(), peer.main().getName(),
				"--server.port=" + port, "--spring.main.banner-mode=off",
				// or every hundredth request has a new connection in it
				"--server.tomcat.max-keep-alive-requests=-1"));
		command.addAll(peer.settings());
		if (peer.isLatchkey()) {
			command.addAll(ProxiedHost.settings(port));
			command.addAll(OpenIdApplication.settings());
		}
		command.addAll(settings);
		long begin = System.nanoTime();
		this.process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
		Runtime.getRuntime().addShutdownHook(new Thread(this.process::destroyForcibly));
		Awaitility.await()
			.pollDelay(Duration.ZERO)
			.pollInterval(Duration.ofMillis(20))
			.atMost(Duration.ofMinutes(5))
			.until(() -> !this.process.isAlive() || answers());
		if (!this.process.isAlive()) {
			throw new IllegalStateException(peer.name() + " ended: " + Files.readString(log));
		}
		this.startUp = Duration.ofNanos(System.nanoTime() - begin);
	}

	private boolean answers() throws InterruptedException {
		try {
			return get(Endpoints.OPEN).statusCode() == 200;
		}
		catch (IOException ex) {
			return false;
		}
	}

	HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + this.port + path));
		if (headers.length > 0) {
			request.headers(headers);
		}
		return this.http.send(request.build(), HttpResponse.BodyHandlers.ofString());
	}

	HttpResponse<String> post(String path, String form) throws IOException, InterruptedException {
		return this.http.send(HttpRequest.newBuilder(URI.create("http://localhost:" + this.port + path))
			.header("Content-Type", "application/x-www-form-urlencoded")
			.POST(HttpRequest.BodyPublishers.ofString(form))
			.build(), HttpResponse.BodyHandlers.ofString());
	}

	/**
	 * Make the users that the load signs in as.
	 */
	public void prepare(TestServers.Database database) throws SQLException {
		if (this.peer.isLatchkey()) {
			Client admin = client();
			admin.login(ADMIN).expect(200);
			admin
				.post("/api/admin/users",
						Map.of("username", USER.username(), "password", USER.password(), "roles", List.of("USER")))
				.expect(201);
			String cheap = "{argon2}" + new Argon2PasswordEncoder(16, 32, 1, 8, 1).encode(PASSWORD);
			try (Connection connection = database.connect(); Statement statement = connection.createStatement()) {
				for (String[] kind : new String[][] { { USUAL, "password_hash" }, { CHEAP, "'" + cheap + "'" } }) {
					statement.execute("""
							insert into account (id, username, password_hash, status, must_change_password, created_at)
							select '%1$s' || n, '%1$s' || n, %2$s, status, false, now()
							from account, generate_series(0, %3$d) as n where username = '%4$s'
							""".formatted(kind[0], kind[1], PEOPLE - 1, USER.username()));
				}
				statement.execute("""
						insert into account_role (account_id, role) select id, 'USER' from account
						where id like '%s%%' or id like '%s%%'
						""".formatted(USUAL, CHEAP));
			}
		}
	}

	/**
	 * Sign somebody in.
	 * @return the header that says so: its name and its value
	 */
	public String[] login() throws IOException, InterruptedException {
		String[] header = this.peer.carries().split(": ", 2);
		if (this.peer.isLatchkey()) {
			Client client = client();
			client.login(new Person(CHEAP + this.next.getAndIncrement() % PEOPLE, PASSWORD)).expect(200);
			header[1] += client.credential();
			return header;
		}
		HttpResponse<String> answer = get(Endpoints.LOGIN + "?user=" + USER.username());
		if (answer.statusCode() != 200) {
			throw new IllegalStateException(this.peer.name() + " answers a login with " + answer.statusCode());
		}
		String name = header[1].replace("=", "");
		header[1] += answer.headers()
			.allValues("Set-Cookie")
			.stream()
			.filter((cookie) -> !name.isEmpty() && cookie.startsWith(name + "="))
			.map((cookie) -> cookie.substring(name.length() + 1).split(";")[0])
			.findFirst()
			.orElse(answer.body());
		return header;
	}

	/**
	 * Lead somebody to the host of an application.
	 * @param header the name and the value of the header that says who is signed in
	 * @return names and values of the headers by which a proxy asks about its requests
	 */
	public String[] enter(String... header) throws IOException, InterruptedException {
		String[] question = ProxiedHost.enter(this, header);
		int answer = get(QUESTION, question).statusCode();
		if (answer != 200) {
			throw new IllegalStateException(this.peer.name() + " answers a proxy with " + answer);
		}
		return question;
	}

	/**
	 * Make sure that it lets signed-in users in, and no others: what refuses or forgets
	 * all of them is fast.
	 */
	public void check() throws IOException, InterruptedException {
		String[] forged = login();
		expect(200, forged);
		forged[1] = forged[1].substring(0, forged[1].length() - 5) + "AAAAA";
		expect(401, forged);
		expect(401);
	}

	/**
	 * Ask once for what only signed-in users may have.
	 * @param header the name and the value of the header that says so
	 */
	public void use(String... header) throws IOException, InterruptedException {
		expect(200, header);
	}

	private void expect(int status, String... header) throws IOException, InterruptedException {
		int answer = get(Endpoints.CLOSED, header).statusCode();
		if (answer != status) {
			throw new IllegalStateException(this.peer.name() + " answers with " + answer + " instead of " + status);
		}
	}

	/**
	 * Return how many bytes of the heap are in use after a collection.
	 */
	public long heap() throws IOException, InterruptedException {
		return Long.parseLong(get(Endpoints.HEAP).body());
	}

	/**
	 * Return how much time it has spent on a processor so far.
	 */
	public Duration cpu() {
		return this.process.info().totalCpuDuration().orElse(Duration.ZERO);
	}

	public Client client() {
		return new Client(URI.create("http://localhost:" + this.port));
	}

	public Peer peer() {
		return this.peer;
	}

	public int port() {
		return this.port;
	}

	public Duration startUp() {
		return this.startUp;
	}

	@Override
	public void close() {
		this.process.destroy();
		this.process.onExit().join();
	}

}
