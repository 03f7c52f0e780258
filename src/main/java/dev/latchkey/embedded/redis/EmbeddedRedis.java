package dev.latchkey.embedded.redis;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.HexFormat;

import dev.latchkey.crypto.RandomValues;
import dev.latchkey.embedded.DataDirectory;
import dev.latchkey.startup.StartupException;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.data.redis.autoconfigure.DataRedisConnectionDetails;

/**
 * A Redis as a child of this process, used instead of {@code spring.data.redis.*}: on the
 * loopback interface, with a new port and password at each start.
 */
public final class EmbeddedRedis implements DataRedisConnectionDetails, AutoCloseable {

	private static final int ATTEMPTS = 3;

	private final String password;

	private final int port;

	private final RedisSupervisor supervisor;

	private EmbeddedRedis(RedisServer server, int port, RedisProcess process) {
		this.password = server.password();
		this.port = port;
		this.supervisor = new RedisSupervisor(server, port, process);
	}

	public static EmbeddedRedis start(DataDirectory directory) {
		Path home = directory.resolve("redis");
		Path binary = new RedisBinaries(System.getenv().getOrDefault("PATH", ""), home.resolve("bin")).find();
		RedisServer server = new RedisServer(binary, home, randomPassword());
		for (int attempt = 1;; attempt++) {
			int port = freePort();
			try {
				return new EmbeddedRedis(server, port, server.start(port));
			}
			catch (StartupException ex) {
				// another process may have taken the port in the meantime
				if (attempt == ATTEMPTS || !String.valueOf(ex.getMessage()).contains("bind:")) {
					throw ex;
				}
			}
		}
	}

	private static int freePort() {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
		catch (IOException ex) {
			throw new StartupException("No port is free for the embedded Redis: %s.".formatted(ex.getMessage()),
					"Configure an external Redis with spring.data.redis.host or spring.data.redis.url.", ex);
		}
	}

	private static String randomPassword() {
		return HexFormat.of().formatHex(RandomValues.bytes(32));
	}

	@Override
	public @Nullable String getPassword() {
		return this.password;
	}

	@Override
	public Standalone getStandalone() {
		return Standalone.of("127.0.0.1", this.port);
	}

	void expectEnd() {
		this.supervisor.expectEnd();
	}

	@Override
	public void close() {
		this.supervisor.close();
	}

}
