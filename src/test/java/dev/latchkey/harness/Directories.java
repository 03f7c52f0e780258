package dev.latchkey.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.springframework.util.FileSystemUtils;

/**
 * Temporary directories of the tests.
 */
final class Directories {

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
