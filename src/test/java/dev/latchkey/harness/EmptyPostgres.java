package dev.latchkey.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

/**
 * The files of a PostgreSQL that has not been started yet.
 */
final class EmptyPostgres {

	private static @Nullable Path kept;

	private EmptyPostgres() {
	}

	/**
	 * Keep a copy of the first ones.
	 * @param made where they were just made
	 */
	static synchronized void keep(Path made) {
		if (kept == null) {
			Path directory = Directories.temporary();
			Runtime.getRuntime().addShutdownHook(new Thread(() -> Directories.delete(directory)));
			try {
				kept = Directories.copy(made, directory.resolve("data"));
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}
	}

	/**
	 * Copy them, if there are any yet.
	 * @param data where a server will look for its own
	 * @throws IOException if they cannot be copied
	 */
	static synchronized void copyTo(Path data) throws IOException {
		if (kept != null) {
			Directories.copy(kept, data);
		}
	}

}
