package dev.latchkey.forwardauth;

import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Where a person wanted to go comes back byte for byte, and only there.
 */
class LocalPathTests {

	static Stream<String> paths() {
		Stream<String> characters = IntStream.rangeClosed('!', '~')
			.filter((character) -> character != '/' && character != '\\')
			.mapToObj((character) -> "/" + (char) character + "/x?" + (char) character + "=" + (char) character);
		Stream<String> escapes = IntStream.rangeClosed(0, 0xff)
			.mapToObj((value) -> String.format("/x%%%02x?%%%02X=1", value, value));
		Stream<String> all = Stream.of("/", "/?", "/x?", "/a//b", "/a\\b", "/x?a=1&b=2&to=/y", "/x?to=%2Fy", "/;a=b/c",
				"/x?u=https://other.example/", "/%2F%2Fevil.example", "/x%zz", "/%", "/a+b%20c", "/x?[]={}|^`\"<>",
				"/.//evil.example", "/" + "x".repeat(LocalPath.LONGEST - 1));
		return Stream.of(characters, escapes, all).flatMap((some) -> some);
	}

	@ParameterizedTest
	@MethodSource("paths")
	void comesBackByteForByte(String path) {
		assertThat(LocalPath.ofRequest(path)).isEqualTo(path);
		assertThat(LocalPath.ofQuery(LocalPath.query(path))).isEqualTo(path);
		assertThat(LocalPath.ofQuery("ticket=x&" + LocalPath.query(path))).isEqualTo(path);
		assertThat(LocalPath.ofQuery(LocalPath.query(path) + "&ticket=x")).isEqualTo(path);
		assertThat(LocalPath.query(path)).matches("to=(?:[A-Za-z0-9._~-]++|%[0-9A-F]{2})++").startsWith("to=%2F");
	}

	@ParameterizedTest
	@MethodSource("paths")
	void isTakenAsItIsWhereAProxyWroteIt(String path) {
		assertThat(LocalPath.ofQuery("to=" + path)).isEqualTo(path);
	}

	@ParameterizedTest
	@NullSource
	@ValueSource(strings = { "", "to=", "to", "x=1", "To=/x", "to=x", "to=//evil.example/x", "to=%2F%2Fevil.example",
			"to=%2f/evil.example", "to=/\\evil.example", "to=%2F%5Cevil.example", "to=%2F%09%2Fevil.example",
			"to=https://evil.example/", "to=https%3A%2F%2Fevil.example%2F", "to=%2Fx%0D%0ASet-Cookie:%20a=b",
			"to=%2F%00", "to=%2F%20", "to=%2F%7F", "to=%2F%C3%A4", "to=%2F%zz", "to=%2F%", "to=/x\u00e4", "to=/ x",
			"to=javascript:alert(1)", "to=.", "to=%252Fx", "xto=/x" })
	void isTheRootWhereItIsNotLocal(String query) {
		assertThat(LocalPath.ofQuery(query)).isEqualTo("/");
	}

	@Test
	void isTheRootWhereItIsTooLong() {
		String path = "/" + "x".repeat(LocalPath.LONGEST);
		assertThat(LocalPath.ofQuery("to=" + path)).isEqualTo("/");
		assertThat(LocalPath.ofQuery(LocalPath.query(path))).isEqualTo("/");
		assertThat(LocalPath.ofRequest(path)).isEqualTo("/");
	}

	@ParameterizedTest
	@CsvSource({ "/ä/ x,/%E4/%20x", "/\u007f,/%7F" })
	void isEncodedAsBrowsersDoWhereAClientDidNot(String sent, String path) {
		assertThat(LocalPath.ofRequest(sent)).isEqualTo(path);
	}

	@ParameterizedTest
	@NullSource
	@ValueSource(strings = { "", "*", "x", "//evil.example", "/\\evil.example", "https://evil.example/" })
	void isTheRootWhereAProxyNamesNone(String target) {
		assertThat(LocalPath.ofRequest(target)).isEqualTo("/");
	}

}
