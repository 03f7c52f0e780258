package dev.latchkey.embedded;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Base64;
import java.util.Set;

import dev.latchkey.crypto.RandomValues;
import dev.latchkey.datastore.ExternalServers;
import dev.latchkey.startup.StartupException;

import org.springframework.core.env.Environment;

/**
 * The key that protects all secrets at rest. With an embedded database it is generated at
 * the first start and kept in the data directory. An external database may be shared by
 * several nodes, which need the same key, so there it has to be configured.
 */
final class MasterKey {

	static final String PROPERTY = "latchkey.master-key";

	private static final String ACTION = "Make a key with 'openssl rand -base64 32', keep it safe, and give the same one to every node as %s."
		.formatted(PROPERTY);

	private static final int LENGTH = 32;

	private MasterKey() {
	}

	/**
	 * Return the configured key, or the one in the data directory.
	 * @param environment the settings
	 * @return 32 bytes in base64
	 * @throws StartupException if a required key is missing, or a key is not valid
	 */
	static String find(Environment environment) {
		String configured = environment.getProperty(PROPERTY);
		if (configured != null) {
			if (!isValid(configured)) {
				throw new StartupException("%s is not the base64 of exactly %s bytes.".formatted(PROPERTY, LENGTH),
						ACTION);
			}
			return configured;
		}
		if (ExternalServers.hasDatabase(environment)) {
			throw new StartupException("%s is required with an external database.".formatted(PROPERTY), ACTION);
		}
		Path directory = DataDirectory.path(environment);
		try {
			return readOrGenerate(directory);
		}
		catch (IOException ex) {
			throw DataDirectory.unusable(directory, ex);
		}
	}

	private static String readOrGenerate(Path directory) throws IOException {
		Path file = directory.resolve("master-key");
		if (!Files.exists(file)) {
			DataDirectory.create(directory);
			generate(directory, file);
		}
		String key = Files.readString(file, StandardCharsets.US_ASCII).strip();
		if (!isValid(key)) {
			throw new StartupException("The file %s is not the base64 of exactly %s bytes.".formatted(file, LENGTH),
					"Restore it from a backup. Without it, signing keys and refresh tokens cannot be read; if it is lost, delete it, and all users have to sign in again.");
		}
		return key;
	}

	/**
	 * Write a new key completely, and to the disk, before the file gets its name. The
	 * directory is not locked yet: if two processes do this at once, both use the key of
	 * the first.
	 */
	private static void generate(Path directory, Path file) throws IOException {
		byte[] key = RandomValues.bytes(LENGTH);
		Path draft = Files.createTempFile(directory, "master-key", ".tmp", DataDirectory.ownerOnly("rw-------"));
		try {
			try (FileChannel channel = FileChannel.open(draft, Set.of(StandardOpenOption.WRITE))) {
				channel.write(ByteBuffer.wrap(Base64.getEncoder().encode(key)));
				channel.force(true);
			}
			publish(draft, file);
		}
		finally {
			Files.deleteIfExists(draft);
		}
	}

	private static void publish(Path draft, Path file) throws IOException {
		try {
			Files.createLink(file, draft);
		}
		catch (FileAlreadyExistsException ex) {
			return;
		}
		catch (UnsupportedOperationException | IOException ex) {
			// a file system without hard links
			Files.move(draft, file);
		}
	}

	private static boolean isValid(String key) {
		try {
			return Base64.getDecoder().decode(key).length == LENGTH;
		}
		catch (IllegalArgumentException ex) {
			return false;
		}
	}

}
