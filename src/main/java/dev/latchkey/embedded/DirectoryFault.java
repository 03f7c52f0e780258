package dev.latchkey.embedded;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Says in plain words why a directory cannot be used.
 */
final class DirectoryFault {

	private DirectoryFault() {
	}

	static String describe(Path directory, IOException cause) {
		for (Path path = directory; path != null; path = path.getParent()) {
			if (Files.exists(path)) {
				if (!Files.isDirectory(path)) {
					return path + " is a file";
				}
				break;
			}
			if (Files.isSymbolicLink(path)) {
				return path + " is a link to a place that does not exist";
			}
		}
		if (cause instanceof AccessDeniedException denied) {
			return "this user may not write to " + denied.getFile();
		}
		String reason = (cause instanceof FileSystemException ex) ? ex.getReason() : null;
		return (reason != null) ? reason : String.valueOf(cause.getMessage());
	}

}
