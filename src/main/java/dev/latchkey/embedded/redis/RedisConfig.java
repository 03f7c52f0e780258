package dev.latchkey.embedded.redis;

import java.nio.file.Path;

/**
 * The configuration of the child process.
 *
 * @param directory where it keeps its append-only file
 * @param port its port
 * @param password its password
 */
record RedisConfig(Path directory, int port, String password) {

	/**
	 * Return the configuration file. A command is in the append-only file before it is
	 * answered, so it survives the end of any process. It reaches the disk within a
	 * second, not at once: a power failure can cost a few logins, but never a revocation,
	 * which the database keeps.
	 * @return lines that Redis 5 and newer understand
	 */
	String text() {
		return """
				bind 127.0.0.1
				port %s
				requirepass %s
				dir "%s"
				appendonly yes
				appendfsync everysec
				save ""
				daemonize no
				""".formatted(this.port, this.password,
				this.directory.toString().replace("\\", "\\\\").replace("\"", "\\\""));
	}

	/**
	 * Keep the password out of logs.
	 */
	@Override
	public String toString() {
		return "RedisConfig[" + this.directory + ", " + this.port + "]";
	}

}
