package dev.latchkey.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Packages of npm, for scripts that tests run with Node.
 */
public final class NodeModules {

	private static final Path DIRECTORY = Path.of("target", "npm");

	private NodeModules() {
	}

	/**
	 * Return a directory in which scripts find a package; or skip the test where there is
	 * no Node, or the package cannot be had.
	 * @param name the package
	 * @param version its exact version
	 * @return the directory
	 */
	public static synchronized Path with(String name, String version) {
		Skips.unless(runs("node", "--version"), "there is no node");
		Path directory = DIRECTORY.resolve(name + "-" + version).toAbsolutePath();
		if (!Files.exists(directory.resolve("node_modules").resolve(name).resolve("package.json"))) {
			Skips.unlessReachable(runs("npm", "install", "--prefix", directory.toString(), "--ignore-scripts",
					"--no-audit", "--no-fund", "--fetch-retries=1", name + "@" + version),
					"npm cannot install " + name);
		}
		return directory;
	}

	private static boolean runs(String... command) {
		try {
			Files.createDirectories(DIRECTORY);
			Process process = new ProcessBuilder(List.of(command)).redirectErrorStream(true)
				.redirectOutput(DIRECTORY.resolve("last.log").toFile())
				.start();
			return process.waitFor() == 0;
		}
		catch (IOException ex) {
			return false;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new UncheckedIOException(new IOException(ex));
		}
	}

}
