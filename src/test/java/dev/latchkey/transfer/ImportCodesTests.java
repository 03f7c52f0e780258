package dev.latchkey.transfer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The page has words for all that can go wrong in an import.
 */
class ImportCodesTests {

	private static final Path SOURCES = Path.of("src/main/java/dev/latchkey");

	private static Set<String> found(String pattern, String... packages) throws IOException {
		Set<String> found = new TreeSet<>();
		for (String name : packages) {
			try (Stream<Path> files = Files.walk(SOURCES.resolve(name))) {
				for (Path file : files.filter(Files::isRegularFile).toList()) {
					Pattern.compile(pattern)
						.matcher(Files.readString(file))
						.results()
						.forEach((hit) -> found.add(hit.group(1)));
				}
			}
		}
		return found;
	}

	@Test
	void nameEachFaultOfALine() throws IOException {
		Set<String> thrown = found("(?:LineFaultException|InvalidHashException|fail)\\(\"([a-z-]+)\"\\)", "transfer",
				"password");
		thrown.addAll(found("Exception\\.class,\\s+\"([a-z-]+)\"", "transfer/UserReading.java"));
		assertThat(List.copyOf(thrown)).isEqualTo(ImportCodes.FAULTS);
	}

	@Test
	void nameEachReasonToStop() throws IOException {
		assertThat(List.copyOf(found("return (?:room \\? null : )?\"([a-z-]+)\";", "transfer/UserImport.java",
				"transfer/ImportStop.java")))
			.isEqualTo(ImportCodes.STOPS);
	}

	@Test
	void nameEachReasonToRefuseAFile() throws IOException {
		assertThat(List.copyOf(found("InvalidImportException\\(\"([a-z_]+)\"\\)", "transfer")))
			.isEqualTo(ImportCodes.REFUSALS);
	}

}
