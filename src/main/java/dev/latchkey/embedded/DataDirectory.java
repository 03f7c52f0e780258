package dev.latchkey.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

import dev.latchkey.startup.StartupException;
import org.jspecify.annotations.Nullable;

import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * The directory of the embedded servers, locked against other processes from their first
 * use of it until the last of them is closed. Two processes would share it silently, and
 * each would undo what the other wrote.
 */
public final class DataDirectory implements AutoCloseable {

	static final String PROPERTY = "latchkey.data-dir";

	static final String DEFAULT = "./data";

	private final Path path;

	private final FileChannel lock;

	private DataDirectory(Path path, FileChannel lock) {
		this.path = path;
		this.lock = lock;
	}

	/**
	 * Return the path in the settings. A blank one counts as none, since compose files
	 * often pass one.
	 * @throws StartupException if it is no path, or the URL of a database and the
	 * configuration of a Redis cannot name it
	 */
	static Path path(Environment environment) {
		String name = environment.getProperty(PROPERTY);
		String text = StringUtils.hasText(name) ? name : DEFAULT;
		boolean nameable = text.chars().noneMatch((c) -> c == ';' || Character.isISOControl(c));
		try {
			if (nameable) {
				return Path.of(text).toAbsolutePath().normalize();
			}
		}
		catch (InvalidPathException ex) {
			// as below
		}
		throw new StartupException("%s is not the name of a directory that can be used.".formatted(PROPERTY),
				"Name one without semicolons and control characters.");
	}

	static DataDirectory lock(Path path) {
		try {
			create(path);
			FileChannel channel = FileChannel.open(path.resolve("lock"),
					Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE), ownerOnly("rw-------"));
			// the channel holds the lock; its close, or the end of the
			// process, releases it
			if (tryLock(channel) == null) {
				channel.close();
				throw new StartupException("The data directory %s is in use by another Latchkey.".formatted(path),
						"Stop the other one, or give this one a directory of its own with %s. To run several, configure an external Redis and database."
							.formatted(PROPERTY));
			}
			new AccessCheck(path).run();
			return new DataDirectory(path, channel);
		}
		catch (IOException ex) {
			throw unusable(path, ex);
		}
	}

	/**
	 * Create a directory that only this user may read, unless it exists, or a link to one
	 * does.
	 */
	public static void create(Path path) throws IOException {
		if (!Files.isDirectory(path)) {
			Files.createDirectories(path, ownerOnly("rwx------"));
		}
	}

	public static FileAttribute<?>[] ownerOnly(String permissions) {
		boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
		return posix
				? new FileAttribute<?>[] {
						PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions)) }
				: new FileAttribute<?>[0];
	}

	static StartupException unusable(Path path, IOException cause) {
		return new StartupException(
				"The data directory %s cannot be used: %s.".formatted(path, DirectoryFault.describe(path, cause)),
				"Give this user write access to it and room on its disk, or name another directory with %s."
					.formatted(PROPERTY),
				cause);
	}

	private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
		try {
			return channel.tryLock();
		}
		catch (OverlappingFileLockException ex) {
			// another application context of this process has it
			return null;
		}
	}

	/**
	 * Return the path of a file in it, which is created for this user alone if it is not
	 * there: in a directory that others may read, a server would create it for all.
	 * @param name the name of the file
	 * @return the path
	 */
	Path file(String name) {
		Path file = resolve(name);
		try {
			if (!Files.exists(file)) {
				Files.createFile(file, ownerOnly("rw-------"));
			}
			return file;
		}
		catch (IOException ex) {
			throw unusable(this.path, ex);
		}
	}

	public Path resolve(String name) {
		return this.path.resolve(name);
	}

	@Override
	public void close() throws IOException {
		this.lock.close();
	}

}
