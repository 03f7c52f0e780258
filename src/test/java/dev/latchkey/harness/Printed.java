package dev.latchkey.harness;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * Keeps all that applications under test have printed, their logs above all.
 */
public final class Printed {

	private static final Path FILE;

	private static final OutputStream COPY;

	static {
		try {
			FILE = Files.createTempFile("printed", ".log");
			FILE.toFile().deleteOnExit();
			COPY = Files.newOutputStream(FILE);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private Printed() {
	}

	/**
	 * Keep what is printed from now on. Some tests put another stream in this one's place
	 * and take it out again, so this is said at each start of an application.
	 */
	static synchronized void keep() {
		if (!(System.out instanceof Kept)) {
			System.setOut(new Kept(System.out));
		}
	}

	/**
	 * Keep what a process has printed.
	 */
	static void keep(String text) {
		copy(text.getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * Return all that was kept.
	 * @return the lines
	 * @throws IOException if it cannot be read
	 */
	public static Stream<String> lines() throws IOException {
		return Files.lines(FILE, StandardCharsets.ISO_8859_1);
	}

	private static synchronized void copy(byte[] bytes) {
		try {
			COPY.write(bytes);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static final class Kept extends PrintStream {

		Kept(PrintStream before) {
			super(new FilterOutputStream(before) {

				@Override
				public void write(byte[] bytes, int from, int length) throws IOException {
					this.out.write(bytes, from, length);
					byte[] written = new byte[length];
					System.arraycopy(bytes, from, written, 0, length);
					copy(written);
				}

				@Override
				public void write(int one) throws IOException {
					write(new byte[] { (byte) one }, 0, 1);
				}

			}, true);
		}

	}

}
