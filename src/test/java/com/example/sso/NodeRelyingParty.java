package com.example.sso;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;

import dev.latchkey.harness.NodeModules;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A relying party that others wrote, in a process of Node: a line of JSON tells it what
 * to do, and it answers with a line.
 */
final class NodeRelyingParty implements AutoCloseable {

	/** The version of openid-client. */
	static final String VERSION = "6.9.0";

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private final Process node;

	private final BufferedReader answers;

	private NodeRelyingParty(Process node) {
		this.node = node;
		this.answers = node.inputReader(StandardCharsets.UTF_8);
	}

	/**
	 * Start one.
	 * @param script a script that is a resource beside this class
	 */
	static NodeRelyingParty start(String script) throws IOException {
		// openid-client is built on oauth4webapi, and brings it
		Path directory = NodeModules.with("openid-client", VERSION);
		Files.copy(Path.of("src/test/resources/com/example/sso", script), directory.resolve(script),
				StandardCopyOption.REPLACE_EXISTING);
		return new NodeRelyingParty(new ProcessBuilder("node", script).directory(directory.toFile())
			.redirectError(ProcessBuilder.Redirect.INHERIT)
			.start());
	}

	/**
	 * Do something.
	 * @param what the name of what the script can do
	 * @param namesAndValues what it needs for that
	 * @return what came of it
	 */
	JsonNode expect(String what, @Nullable Object... namesAndValues) {
		JsonNode answer = answer(what, namesAndValues);
		assertThat(answer.has("error")).as("%s: %s", what, answer).isFalse();
		return answer;
	}

	/**
	 * Do something that is refused.
	 * @return the error code by which the relying party knows why
	 */
	String refused(String what, @Nullable Object... namesAndValues) {
		JsonNode answer = answer(what, namesAndValues);
		assertThat(answer.has("error")).as("%s: %s", what, answer).isTrue();
		return answer.get("error").asString();
	}

	private JsonNode answer(String what, @Nullable Object... namesAndValues) {
		Map<String, @Nullable Object> line = new LinkedHashMap<>();
		line.put("do", what);
		for (int i = 0; i < namesAndValues.length; i += 2) {
			line.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
		}
		try {
			this.node.outputWriter(StandardCharsets.UTF_8).append(JSON.writeValueAsString(line)).append('\n').flush();
			String answer = this.answers.readLine();
			assertThat(answer).as("it has ended").isNotNull();
			return JSON.readTree(answer);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public void close() {
		this.node.destroy();
	}

}
