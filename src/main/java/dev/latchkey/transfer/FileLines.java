package dev.latchkey.transfer;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

import dev.latchkey.problem.InvalidImportException;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a file that is still coming into lines, each of a bounded length, and of these
 * only one is kept.
 */
final class FileLines {

	/** The longest line, in bytes. */
	static final int LONGEST = 16 * 1024;

	private static final byte[] MARK = { (byte) 0xEF, (byte) 0xBB, (byte) 0xBF };

	private final PatientInput input;

	private final byte[] buffer = new byte[16 * 1024];

	private final ByteArrayOutputStream line = new ByteArrayOutputStream(512);

	private int at;

	private int end;

	private boolean tooLong;

	private long number;

	FileLines(PatientInput input) {
		this.input = input;
	}

	/**
	 * Return the number of the line that was read last, from 1.
	 */
	long number() {
		return this.number;
	}

	/**
	 * Go to the next line.
	 * @return whether there is one
	 * @throws InvalidImportException if the file begins as no file in UTF-8 does
	 * @throws IOException if it does not come on, or breaks off
	 */
	boolean next() throws IOException {
		this.line.reset();
		this.tooLong = false;
		boolean any = false;
		while (this.at < this.end || fill()) {
			any = true;
			int from = this.at;
			while (this.at < this.end && this.buffer[this.at] != '\n') {
				this.at++;
			}
			keep(from, this.at - from);
			if (this.at < this.end) {
				this.at++;
				break;
			}
		}
		this.number += any ? 1 : 0;
		if (any && this.number == 1) {
			requireEncoding();
		}
		return any;
	}

	/**
	 * Return the text of the line, without its end, or {@code null} if it is blank.
	 * @throws LineFaultException if it is too long, or not UTF-8
	 */
	@Nullable String text() {
		if (this.tooLong) {
			throw new LineFaultException("line-too-long");
		}
		byte[] bytes = this.line.toByteArray();
		int from = (this.number == 1 && startsWithMark(bytes)) ? MARK.length : 0;
		int length = bytes.length - from;
		if (length > 0 && bytes[bytes.length - 1] == '\r') {
			length--;
		}
		try {
			String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, from, length)).toString();
			return text.isBlank() ? null : text;
		}
		catch (CharacterCodingException ex) {
			throw new LineFaultException("invalid-encoding");
		}
	}

	private void keep(int from, int length) {
		this.tooLong = this.tooLong || this.line.size() + length > LONGEST;
		if (!this.tooLong) {
			this.line.write(this.buffer, from, length);
		}
	}

	private boolean fill() throws IOException {
		this.at = 0;
		this.end = 0;
		while (this.end == 0) {
			int count = this.input.read(this.buffer);
			if (count < 0) {
				return false;
			}
			this.end = count;
		}
		return true;
	}

	/**
	 * Tell UTF-16 and UTF-32 by their marks, or by the zero bytes around plain letters.
	 */
	private void requireEncoding() {
		byte[] bytes = this.line.toByteArray();
		if (bytes.length >= 2 && (bytes[0] == 0 || bytes[1] == 0 || (bytes[0] & 0xFE) == 0xFE)) {
			throw new InvalidImportException("invalid_encoding");
		}
	}

	private static boolean startsWithMark(byte[] bytes) {
		return bytes.length >= MARK.length && bytes[0] == MARK[0] && bytes[1] == MARK[1] && bytes[2] == MARK[2];
	}

}
