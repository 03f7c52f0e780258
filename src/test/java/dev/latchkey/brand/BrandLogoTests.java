package dev.latchkey.brand;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import dev.latchkey.startup.StartupException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A logo is told by its content, and what is none stops the start.
 */
class BrandLogoTests {

	@TempDir
	private Path directory;

	@ParameterizedTest
	@CsvSource({ "'\u0089PNG\r\n\u001a\n...',image/png", "'\u00ff\u00d8\u00ff\u00e0',image/jpeg",
			"RIFF1234WEBPVP8,image/webp", "<svg xmlns='http://www.w3.org/2000/svg'/>,image/svg+xml",
			"'<?xml version=\"1.0\"?><SVG/>',image/svg+xml" })
	void isOfTheTypeOfItsContent(String content, String type) throws IOException {
		assertThat(BrandLogo.read(file(content)).type()).isEqualTo(type);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "GIF89a", "<html><script>alert(1)</script>", "RIFF1234WAVE" })
	void isOfNoOther(String content) throws IOException {
		Path file = file(content);
		assertThatExceptionOfType(StartupException.class).isThrownBy(() -> BrandLogo.read(file))
			.withMessageContaining("latchkey.web.brand.logo");
	}

	@Test
	void isThereAndNotTooLarge() throws IOException {
		Path large = file("<svg>" + "x".repeat(256 * 1024));
		assertThatExceptionOfType(StartupException.class).isThrownBy(() -> BrandLogo.read(large));
		assertThatExceptionOfType(StartupException.class).isThrownBy(() -> BrandLogo.read(this.directory));
		assertThatExceptionOfType(StartupException.class).isThrownBy(() -> BrandLogo.read(Path.of("nothing-here")));
	}

	private Path file(String content) throws IOException {
		return Files.write(this.directory.resolve("logo"), content.getBytes(StandardCharsets.ISO_8859_1));
	}

}
