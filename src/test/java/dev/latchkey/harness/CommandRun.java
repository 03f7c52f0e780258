package dev.latchkey.harness;

/**
 * What a command of the program has said, and how it ended.
 *
 * @param status its exit status
 * @param output what it printed
 * @param errors what it printed as errors
 */
public record CommandRun(int status, String output, String errors) {

	/**
	 * Return the last word of its output.
	 * @return the word
	 */
	public String lastWord() {
		String said = this.output.strip();
		return said.substring(said.lastIndexOf(' ') + 1);
	}

}
