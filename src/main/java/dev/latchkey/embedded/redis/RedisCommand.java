package dev.latchkey.embedded.redis;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The command that runs a Redis server so that it does not outlive this process: under a
 * shell that reads from a pipe which this process holds open. The kernel closes the pipe
 * even after a {@code kill -9}. Windows has no such shell, and its packed build is Redis
 * 5: there the server runs without one.
 */
final class RedisCommand {

	/** Ends the configuration on the child's standard input. */
	static final String END = "# end\n";

	// The configuration comes first; if the pipe breaks within it, nothing starts. The
	// watcher then reads to the end of the pipe, which comes when this process is gone.
	// It is a shell of its own, so it works even if the outer one was killed
	private static final String SCRIPT = """
			exec 3<&0
			config=
			while IFS= read -r line && [ "$line" != '# end' ]; do
			  config="$config$line
			"
			done
			[ "$line" = '# end' ] || exit 1
			printf %s "$config" | "$0" - 3<&- &
			redis=$!
			(
			  while read -r line; do :; done <&3
			  kill "$redis"; sleep 5; kill -9 "$redis"
			) >/dev/null 2>&1 &
			watcher=$!
			wait "$redis"
			status=$?
			kill "$watcher"
			exit "$status"
			""";

	private RedisCommand() {
	}

	static List<String> commandFor(Path binary) {
		if (RedisBinaries.windows()) {
			return List.of(binary.toString(), "-");
		}
		List<String> command = new ArrayList<>();
		if (hasSetsid()) {
			// Ctrl-C in a terminal goes to a whole session of processes; in another one,
			// the server runs until the application has shut down
			command.add("setsid");
		}
		command.addAll(List.of("sh", "-c", SCRIPT, binary.toString()));
		return command;
	}

	private static boolean hasSetsid() {
		return Pattern.compile(File.pathSeparator, Pattern.LITERAL)
			.splitAsStream(System.getenv().getOrDefault("PATH", ""))
			.anyMatch((entry) -> !entry.isEmpty() && Files.isExecutable(Path.of(entry, "setsid")));
	}

}
