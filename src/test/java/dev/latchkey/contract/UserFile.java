package dev.latchkey.contract;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Enumeration;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.latchkey.datastore.BatchedDelete;
import dev.latchkey.harness.Latchkey;

import org.springframework.jdbc.core.JdbcTemplate;

/**
 * A file of users to be imported.
 */
final class UserFile {

	static final String LINES = "application/x-ndjson";

	/** Of "correct horse battery", by Python. */
	static final String HASH = "$2b$05$abcdefghijklmnopqrstuuD3mHdCr44zlIZ.VZCaYRpfQhXMYnEo.";

	/** So much more of the heap is in use at times, however long a file is. */
	static final long NO_MORE = 32L * 1024 * 1024;

	private static final int AT_ONCE = 100;

	private UserFile() {
	}

	/**
	 * Return a line of JSON.
	 * @param more more members, with a comma in front
	 */
	static String line(String username, String more) {
		return "{\"username\":\"" + username + "\"" + more + "}";
	}

	/**
	 * Return a file of any length, which is made while it is read.
	 * @param count how many lines
	 * @param line a line by its number, from 0
	 */
	static InputStream of(int count, IntFunction<String> line) {
		return inParts((count + AT_ONCE - 1) / AT_ONCE,
				(part) -> IntStream.range(part * AT_ONCE, Math.min((part + 1) * AT_ONCE, count))
					.mapToObj(line)
					.collect(Collectors.joining("\n", "", "\n")));
	}

	/**
	 * Delete users again, past the application, so that others find lists of the usual
	 * length.
	 */
	static void forget(Latchkey latchkey, String prefix) {
		new BatchedDelete("account", "id", "username like ?", "id").run(latchkey.bean(JdbcTemplate.class),
				prefix + "%");
	}

	/**
	 * Return how much of the heap cannot be given back, in bytes.
	 */
	static long heapInUse() {
		System.gc();
		return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
	}

	/**
	 * Return a file whose parts are made one after another, each when it is asked for.
	 */
	static InputStream inParts(int count, IntFunction<String> part) {
		return new SequenceInputStream(new Enumeration<InputStream>() {

			private int made;

			@Override
			public boolean hasMoreElements() {
				return this.made < count;
			}

			@Override
			public InputStream nextElement() {
				return new ByteArrayInputStream(part.apply(this.made++).getBytes(StandardCharsets.UTF_8));
			}

		});
	}

}
