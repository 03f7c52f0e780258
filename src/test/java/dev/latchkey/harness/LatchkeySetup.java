package dev.latchkey.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

import dev.latchkey.LatchkeyApplication;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.support.GenericApplicationContext;

/**
 * What an application under test is started with.
 */
public final class LatchkeySetup {

	private static final String PORT = "{port}";

	private final Latchkey.Mode mode;

	private final Map<String, String> properties = new LinkedHashMap<>();

	private Latchkey.Storage storage = Latchkey.Storage.H2;

	private TestServers.@Nullable Database database;

	private MovableClock clock = new MovableClock();

	private @Nullable RequestConnections connections;

	private final List<String> jvm = new ArrayList<>();

	private boolean patient = true;

	private @Nullable String url;

	private @Nullable Long disk;

	LatchkeySetup(Latchkey.Mode mode) {
		this.mode = mode;
		with("server.port", "0");
		with("spring.main.banner-mode", "off");
		with("latchkey.first-admin.password", Latchkey.PASSWORD);
		// all tests sign in from one address, under few names, and often wrongly
		for (String budget : List.of("account-attempts", "device-attempts", "devices-attempts", "network-attempts",
				"overall-attempts", "client-attempts", "client-network-attempts", "logins", "daily-logins")) {
			with("latchkey.throttle." + budget, "1000000");
		}
		with("latchkey.web.waiting-bodies-per-network", "1000");
		with("latchkey.throttle.logins-at-once", "1000");
	}

	/**
	 * Say where it keeps things. New and empty in either case.
	 * @param kind the kind of storage
	 * @return this setup
	 */
	public LatchkeySetup on(Latchkey.Storage kind) {
		this.storage = kind;
		return this;
	}

	/**
	 * Use a Redis and a database that the test owns, or that another node uses too.
	 * @param sharedRedis the Redis
	 * @param sharedDatabase the database
	 * @return this setup
	 */
	public LatchkeySetup on(Server sharedRedis, TestServers.Database sharedDatabase) {
		return on(sharedRedis.port(), sharedDatabase);
	}

	/**
	 * Use a Redis at a port, or at the other end of a wire that begins there.
	 * @param redisPort the port on the loopback address
	 * @param sharedDatabase the database
	 * @return this setup
	 */
	public LatchkeySetup on(int redisPort, TestServers.Database sharedDatabase) {
		with("spring.data.redis.host", "127.0.0.1");
		return on(sharedDatabase).with("spring.data.redis.port", String.valueOf(redisPort));
	}

	/**
	 * Use a database that another node uses too, and a Redis of which the properties tell
	 * where it is.
	 * @param sharedDatabase the database
	 * @return this setup
	 */
	public LatchkeySetup on(TestServers.Database sharedDatabase) {
		this.storage = Latchkey.Storage.POSTGRES;
		this.database = sharedDatabase;
		return this;
	}

	/**
	 * Use a database by another URL than the one of its own server.
	 * @param sharedDatabase the database
	 * @param byUrl the URL
	 * @return this setup
	 */
	public LatchkeySetup on(TestServers.Database sharedDatabase, String byUrl) {
		this.url = byUrl;
		return on(sharedDatabase);
	}

	/**
	 * Set a property.
	 * @param name its name
	 * @param value its value
	 * @return this setup
	 */
	public LatchkeySetup with(String name, String value) {
		this.properties.put(name, value);
		return this;
	}

	/**
	 * Set the budgets against guessing as they are out of the box.
	 * @return this setup
	 */
	public LatchkeySetup throttled() {
		this.properties.keySet().removeIf((property) -> property.startsWith("latchkey.throttle."));
		return this;
	}

	/**
	 * Start the JVM with an option, where it gets a process of its own.
	 * @param option such as {@code -Xmx256m}
	 * @return this setup
	 */
	public LatchkeySetup jvm(String option) {
		this.jvm.add(option);
		return this;
	}

	/**
	 * Let it find its disk full from its start on, where it gets a process of its own.
	 * @param bytes up to where it may write in a file
	 * @return this setup
	 */
	public LatchkeySetup onFullDisk(long bytes) {
		this.disk = bytes;
		// the JVM would keep them in a file
		return jvm("-XX:-UsePerfData");
	}

	/**
	 * Leave the timeouts as they are out of the box, where an outage is what is looked
	 * at. By default, an application waits longer, as a busy machine is no outage.
	 * @return this setup
	 */
	public LatchkeySetup impatient() {
		this.patient = false;
		return this;
	}

	/**
	 * Give it another node's clock to go by.
	 * @param movable the clock
	 * @return this setup
	 */
	public LatchkeySetup with(MovableClock movable) {
		this.clock = movable;
		return this;
	}

	/**
	 * Have its connections to the database counted.
	 * @param counted what counts them
	 * @return this setup
	 */
	public LatchkeySetup with(RequestConnections counted) {
		this.connections = counted;
		return this;
	}

	/**
	 * Start it.
	 * @return the application, ready to answer
	 */
	public Latchkey start() {
		Printed.keep();
		Runnable afterwards = prepare();
		try {
			return new Latchkey(this.mode, this.clock,
					new SpringApplicationBuilder(LatchkeyApplication.class)
						.profiles(this.mode.name().toLowerCase(Locale.ROOT))
						.initializers(beans())
						.run(arguments()),
					afterwards);
		}
		catch (RuntimeException ex) {
			afterwards.run();
			throw ex;
		}
	}

	/**
	 * Start it in a process of its own, by the system's clock.
	 * @return the application, ready to answer
	 */
	public LatchkeyProcess startProcess() {
		Path directory = Directories.temporary();
		Runnable prepared = prepare();
		this.properties.computeIfPresent("server.port",
				(name, port) -> port.equals("0") ? String.valueOf(Ports.free()) : port);
		int port = Integer.parseInt(this.properties.get("server.port"));
		with("spring.profiles.active", this.mode.name().toLowerCase(Locale.ROOT));
		return new LatchkeyProcess(port, command(), directory.resolve("output"), () -> {
			prepared.run();
			Directories.delete(directory);
		});
	}

	/**
	 * Run a command of the program in a process of its own, until it ends.
	 * @param words the command
	 * @return what it has said
	 */
	public CommandRun run(String... words) {
		Path directory = Directories.temporary();
		Runnable prepared = prepare();
		with("spring.profiles.active", this.mode.name().toLowerCase(Locale.ROOT));
		List<String> command = command();
		command.addAll(List.of(words));
		Path output = directory.resolve("output");
		Path errors = directory.resolve("errors");
		try {
			Process process = new ProcessBuilder(command).redirectOutput(output.toFile())
				.redirectError(errors.toFile())
				.start();
			int status = process.waitFor();
			return new CommandRun(status, Files.readString(output), Files.readString(errors));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
		finally {
			prepared.run();
			Directories.delete(directory);
		}
	}

	private List<String> command() {
		List<String> command = new ArrayList<>();
		if (this.disk != null) {
			command.addAll(FullDisk.command(this.disk));
		}
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		command.addAll(QuickJvm.OPTIONS);
		// of two that differ, the JVM takes the last
		command.addAll(this.jvm);
		command.addAll(List.of("-cp", System.getProperty("java.class.path"), LatchkeyApplication.class.getName()));
		command.addAll(List.of(arguments()));
		return command;
	}

	/**
	 * Fill in what the test has not said.
	 * @return what is to be cleaned up afterwards
	 */
	private Runnable prepare() {
		choosePort();
		if (this.patient) {
			this.properties.putIfAbsent("spring.data.redis.timeout", "5s");
			this.properties.putIfAbsent("spring.data.redis.connect-timeout", "5s");
			this.properties.putIfAbsent("spring.datasource.hikari.connection-timeout", "30000");
			this.properties.putIfAbsent("spring.datasource.hikari.validation-timeout", "5000");
		}
		List<Runnable> afterwards = new ArrayList<>();
		if (!this.properties.containsKey("latchkey.data-dir")) {
			Path directory = Directories.temporary();
			with("latchkey.data-dir", directory.toString());
			afterwards.add(() -> Directories.delete(directory));
		}
		if (this.storage == Latchkey.Storage.POSTGRES) {
			if (this.properties.keySet().stream().noneMatch(LatchkeySetup::locatesRedis)) {
				Server own = TestServers.redis();
				afterwards.add(0, own::close);
				with("spring.data.redis.host", "127.0.0.1");
				with("spring.data.redis.port", String.valueOf(own.port()));
			}
			use((this.database != null) ? this.database : TestServers.freshDatabase());
		}
		return () -> afterwards.forEach(Runnable::run);
	}

	private static boolean locatesRedis(String property) {
		return Stream.of("port", "sentinel", "cluster")
			.anyMatch((kind) -> property.startsWith("spring.data.redis." + kind));
	}

	private void use(TestServers.Database used) {
		with("spring.datasource.url", (this.url != null) ? this.url : used.url());
		if (this.patient) {
			// a setting of PostgreSQL's driver; H2 knows none of that name
			with("spring.datasource.hikari.data-source-properties.socketTimeout", "30");
		}
		with("spring.datasource.username", TestServers.Database.USERNAME);
		with("spring.datasource.password", TestServers.Database.PASSWORD);
		this.properties.putIfAbsent("latchkey.master-key", "b25seS1mb3ItdGVzdHMtb25seS1mb3ItdGVzdHMtMTI=");
	}

	private ApplicationContextInitializer<GenericApplicationContext> beans() {
		@Nullable RequestConnections counted = this.connections;
		return (context) -> {
			context.registerBean("movableClock", Clock.class, () -> this.clock, (bean) -> bean.setPrimary(true));
			if (counted != null) {
				context.getBeanFactory().addBeanPostProcessor(counted);
			}
		};
	}

	/**
	 * Choose the port beforehand where a property names it as {@code {port}}.
	 */
	private void choosePort() {
		if (this.properties.values().stream().anyMatch((value) -> value.contains(PORT))) {
			String port = String.valueOf(Ports.free());
			this.properties.replaceAll((name, value) -> value.replace(PORT, port));
			with("server.port", port);
		}
	}

	private String[] arguments() {
		return this.properties.entrySet()
			.stream()
			.map((property) -> "--" + property.getKey() + "=" + property.getValue())
			.toArray(String[]::new);
	}

}
