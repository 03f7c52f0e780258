package dev.latchkey.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

import dev.latchkey.startup.StartupException;
import org.jspecify.annotations.Nullable;

import org.springframework.core.env.Environment;

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

	static Path path(Environment environment) {
		return Path.of(environment.getProperty(PROPERTY, DEFAULT)).toAbsolutePath().normalize();
	}

	static DataDirectory lock(Path path) {
		try {
			create(path);
			FileChannel channel = FileChannel.open(path.resolve("lock"), StandardOpenOption.CREATE,
					StandardOpenOption.WRITE);
			// the channel holds the lock; its close, or the end of the
			// process, releases it
			if (tryLock(channel) == null) {
				channel.close();
				throw new StartupException("The data directory %s is in use by another Latchkey.".formatted(path),
						"Stop the other one, or give this one a directory of its own with %s. To run several, configure an external Redis and database."
							.formatted(PROPERTY));
			}
			return new DataDirectory(path, channel);
		}
		catch (IOException ex) {
			throw unusable(path, ex);
		}
	}

	/**
	 * Create a directory that only this user may read, unless it exists.
	 */
	public static void create(Path path) throws IOException {
		Files.createDirectories(path, ownerOnly("rwx------"));
	}

	public static FileAttribute<?>[] ownerOnly(String permissions) {
		boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
		return posix
				? new FileAttribute<?>[] {
						PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions)) }
				: new FileAttribute<?>[0];
	}

	static StartupException unusable(Path path, IOException cause) {
		return new StartupException("The data directory %s cannot be used: %s.".formatted(path, cause),
				"Give this user write access to it, or name another directory with %s.".formatted(PROPERTY), cause);
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

	public Path resolve(String name) {
		return this.path.resolve(name);
	}

	@Override
	public void close() throws IOException {
		this.lock.close();
	}

}
