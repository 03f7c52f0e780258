package dev.latchkey.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Set;
import java.util.stream.Stream;

import org.springframework.util.FileSystemUtils;

/**
 * Temporary directories of the tests.
 */
final class Directories {

	// of a server that runs there, and of the one that started it
	private static final Set<String> NOT_COPIED = Set.of("postmaster.pid", "postmaster.opts", "epg-lock");

	private Directories() {
	}

	static Path temporary() {
		try {
			return Files.createTempDirectory("latchkey-test-");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Copy the files of a PostgreSQL that does not run.
	 * @param from its directory
	 * @param to a directory that does not exist yet
	 * @return that directory
	 * @throws IOException if they cannot be copied
	 */
	static Path copy(Path from, Path to) throws IOException {
		try (Stream<Path> files = Files.walk(from)) {
			for (Path file : files.toList()) {
				if (!NOT_COPIED.contains(file.getFileName().toString())) {
					Files.copy(file, to.resolve(from.relativize(file).toString()), StandardCopyOption.COPY_ATTRIBUTES);
				}
			}
		}
		return to;
	}

	static void delete(Path directory) {
		try {
			FileSystemUtils.deleteRecursively(directory);
		}
		catch (IOException ex) {
			// a server may still have been writing: what is left is the system's to clean
			System.out.println("Left behind: " + directory + " (" + ex.getMessage() + ")");
		}
	}

}
