package dev.latchkey.embedded.redis;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.latchkey.embedded.DataDirectory;
import dev.latchkey.startup.StartupException;
import redis.embedded.core.ExecutableProvider;
import redis.embedded.model.OsArchitecture;

import org.springframework.util.StringUtils;

/**
 * Finds a Redis server: on the search path, else among the binaries in the application,
 * which are older.
 *
 * @param searchPath directories as in the environment variable {@code PATH}
 * @param directory where a binary of the application is unpacked to
 */
public record RedisBinaries(String searchPath, Path directory) {

	private static final List<String> NAMES = List.of("redis-server", "valkey-server");

	/**
	 * Return the first server that runs on this machine.
	 * @return an executable file
	 * @throws StartupException if there is none
	 */
	public Path find() {
		List<String> reasons = new ArrayList<>();
		return Stream.concat(installed(), packed(reasons))
			.filter((binary) -> runs(binary, reasons))
			.findFirst()
			.orElseThrow(() -> new StartupException(
					"No Redis server can be started on this machine: %s.".formatted(reasons.isEmpty()
							? "none is installed, and none is packed for its kind" : String.join("; ", reasons)),
					"Install redis-server or valkey-server, or configure an external Redis with spring.data.redis.host or spring.data.redis.url."));
	}

	private Stream<Path> installed() {
		String suffix = windows() ? ".exe" : "";
		return NAMES.stream().flatMap((name) -> onPath(name + suffix));
	}

	private Stream<Path> onPath(String name) {
		return Pattern.compile(File.pathSeparator, Pattern.LITERAL)
			.splitAsStream(this.searchPath)
			.filter(StringUtils::hasText)
			.map((entry) -> new File(entry, name))
			.filter((file) -> file.isFile() && file.canExecute())
			.map(File::toPath);
	}

	private Stream<Path> packed(List<String> reasons) {
		Map<OsArchitecture, String> resources = ExecutableProvider.newProvidedVersionsMap();
		return architectures().stream()
			.filter(resources::containsKey)
			.map(resources::get)
			.flatMap((resource) -> unpack(resource, reasons));
	}

	private static List<OsArchitecture> architectures() {
		try {
			OsArchitecture detected = OsArchitecture.detectOSandArchitecture();
			// the 32-bit binary is static and needs no library of the system
			return detected.equals(OsArchitecture.UNIX_x86_64) ? List.of(detected, OsArchitecture.UNIX_x86)
					: List.of(detected);
		}
		catch (RuntimeException ex) {
			// the library does not know this system
			return List.of();
		}
	}

	private Stream<Path> unpack(String resource, List<String> reasons) {
		Path target = this.directory.resolve(Path.of(resource).getFileName());
		try (InputStream binary = ExecutableProvider.class.getResourceAsStream(resource)) {
			if (binary == null) {
				return Stream.empty();
			}
			DataDirectory.create(this.directory);
			Path draft = Files.createTempFile(this.directory, "redis", ".tmp", DataDirectory.ownerOnly("rwx------"));
			try {
				try (OutputStream output = Files.newOutputStream(draft)) {
					binary.transferTo(output);
				}
				Files.move(draft, target, StandardCopyOption.REPLACE_EXISTING);
			}
			finally {
				Files.deleteIfExists(draft);
			}
			return Stream.of(target);
		}
		catch (IOException ex) {
			reasons.add("%s cannot be unpacked (%s)".formatted(target, ex));
			return Stream.empty();
		}
	}

	private static boolean runs(Path binary, List<String> reasons) {
		try {
			Process process = new ProcessBuilder(binary.toString(), "--version")
				.redirectOutput(ProcessBuilder.Redirect.DISCARD)
				.redirectError(ProcessBuilder.Redirect.DISCARD)
				.start();
			if (process.waitFor(5, TimeUnit.SECONDS) && process.exitValue() == 0) {
				return true;
			}
			process.destroyForcibly();
			reasons.add(binary + " does not run");
		}
		catch (IOException ex) {
			reasons.add("%s does not run (%s)".formatted(binary, ex.getMessage()));
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			reasons.add(binary + " was interrupted");
		}
		return false;
	}

	static boolean windows() {
		return File.separatorChar == '\\';
	}

}
