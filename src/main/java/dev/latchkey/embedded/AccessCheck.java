package dev.latchkey.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps other users of the machine away from what is in the data directory: files that
 * were there before keep their permissions, and a copy or a restored backup may have lost
 * them. The directory's own are left alone, since other things may be in it.
 */
class AccessCheck implements Runnable {

	private static final Logger logger = LoggerFactory.getLogger(AccessCheck.class);

	private static final List<String> SECRET = List.of("master-key", "latchkey.mv.db", "latchkey.trace.db", "redis");

	private final Path directory;

	AccessCheck(Path directory) {
		this.directory = directory;
	}

	@Override
	public void run() {
		Set<PosixFilePermission> permissions = permissions(this.directory);
		boolean reachable = permissions.contains(PosixFilePermission.GROUP_EXECUTE)
				|| permissions.contains(PosixFilePermission.OTHERS_EXECUTE);
		SECRET.stream().map(this.directory::resolve).forEach((file) -> close(file, reachable));
		if (permissions.contains(PosixFilePermission.OTHERS_WRITE)
				|| permissions.contains(PosixFilePermission.OTHERS_READ)) {
			logger.warn("Other users of this machine may {} the data directory {}. Close it to them: chmod 700 {}",
					permissions.contains(PosixFilePermission.OTHERS_WRITE) ? "write to" : "read", this.directory,
					this.directory);
		}
	}

	private void close(Path file, boolean reachable) {
		boolean open = permissions(file).stream().anyMatch((permission) -> !permission.name().startsWith("OWNER_"));
		// a link leads to what is not Latchkey's
		if (!open || Files.isSymbolicLink(file)) {
			return;
		}
		String closed = Files.isDirectory(file) ? "rwx------" : "rw-------";
		try {
			Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(closed));
			if (reachable) {
				logger.warn("Other users of this machine could open {}. Its permissions are now {}", file, closed);
			}
			else {
				logger.info("The permissions of {} are now {}", file, closed);
			}
		}
		catch (IOException ex) {
			logger.warn("Other users of this machine can open {}, which belongs to another user. Close it to them: "
					+ "chmod go= {}", file, file);
		}
	}

	private static Set<PosixFilePermission> permissions(Path file) {
		PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
		try {
			return (view != null) ? view.readAttributes().permissions() : Set.of();
		}
		catch (IOException ex) {
			// there is none
			return Set.of();
		}
	}

}
