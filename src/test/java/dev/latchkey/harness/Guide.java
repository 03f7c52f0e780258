package dev.latchkey.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A document whose code is run by the tests, with the very lines that it shows.
 *
 * @param text the document
 */
public record Guide(String text) {

	/**
	 * Read a document.
	 * @param file its path in the repository
	 * @return the document
	 */
	public static Guide of(String file) {
		try {
			return new Guide(Files.readString(Path.of(file)));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Return the blocks of code in one language, in their order.
	 * @param language as it is written behind the three backticks
	 * @return the lines of each block, without the last line's end
	 */
	public List<String> blocks(String language) {
		return Pattern.compile("```" + language + "\n(.*?)\n```", Pattern.DOTALL)
			.matcher(this.text)
			.results()
			.map((MatchResult block) -> block.group(1))
			.toList();
	}

	/**
	 * Run a script in bash, or skip the test where there is no bash or no curl.
	 * @param script the script, which has to succeed
	 * @param directory where it runs
	 * @return the lines that it prints
	 */
	public static List<String> bash(String script, Path directory) throws IOException, InterruptedException {
		Skips.unless(runs("bash", "--version") && runs("curl", "--version"), "there is no bash or no curl");
		Process shell = new ProcessBuilder("bash", "-c", script).directory(directory.toFile())
			.redirectErrorStream(true)
			.start();
		String output = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(shell.waitFor()).as(output).isZero();
		return output.lines().toList();
	}

	private static boolean runs(String... command) throws InterruptedException {
		try {
			return new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor() == 0;
		}
		catch (IOException ex) {
			return false;
		}
	}

}
