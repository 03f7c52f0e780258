package dev.latchkey.transfer;

import org.jspecify.annotations.Nullable;

/**
 * Reads and writes users in one of the formats.
 */
interface LineFormat {

	/**
	 * Return what stands above all users, with the end of its line, or nothing.
	 */
	String head();

	/**
	 * Return the line of a user, with its end.
	 */
	String write(UserLine user);

	/**
	 * Read a line.
	 * @param line the line, without its end
	 * @return the user, or {@code null} if the line is the head of the file
	 * @throws LineFaultException if it does not have the format
	 * @throws dev.latchkey.problem.InvalidImportException if it is a head that does not
	 * fit, so that no line of the file would
	 */
	@Nullable UserLine read(String line);

}
