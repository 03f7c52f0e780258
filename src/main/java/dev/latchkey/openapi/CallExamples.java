package dev.latchkey.openapi;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

import dev.latchkey.mode.Mode;
import dev.latchkey.session.Transport;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.examples.Example;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.io.ClassPathResource;

/**
 * Adds examples of requests and responses: the table {@code openapi/examples.json}, by
 * the names of the calls.
 */
class CallExamples {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private final Map<String, CallExample> byName = read();

	private final List<String> transports;

	CallExamples(Mode mode) {
		this.transports = mode.transports().stream().map(Transport::code).toList();
	}

	private static Map<String, CallExample> read() {
		try (InputStream table = new ClassPathResource("openapi/examples.json").getInputStream()) {
			return JSON.readValue(table, new TypeReference<Map<String, CallExample>>() {
			});
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Add its examples to a call.
	 */
	void add(Operation call) {
		@Nullable CallExample example = this.byName.get(call.getOperationId());
		if (example == null) {
			return;
		}
		if (call.getRequestBody() != null) {
			show(call.getRequestBody().getContent(), example.request(), example.requests());
		}
		call.getResponses().forEach((status, answer) -> {
			if (status.startsWith("2") && answer.getContent() != null) {
				show(answer.getContent(), example.answer(), example.answers());
			}
		});
	}

	private void show(Content content, @Nullable Object one, @Nullable Map<String, Object> several) {
		content.forEach((type, media) -> {
			if (one != null) {
				media.setExample(one);
			}
			else if (several != null && several.containsKey(type)) {
				media.setExample(several.get(type));
			}
			else if (several != null) {
				this.transports.stream()
					.filter(several::containsKey)
					.forEach((transport) -> show(media, transport, several.get(transport)));
			}
		});
	}

	private static void show(MediaType media, String name, @Nullable Object value) {
		media.addExamples(name, new Example().value(value));
	}

	/**
	 * What the table shows of a call. Several of a kind are by the type of the body, or
	 * by the transport of the credential.
	 *
	 * @param request what is sent
	 * @param requests what is sent, if that differs
	 * @param answer what is answered
	 * @param answers what is answered, if that differs
	 */
	record CallExample(@Nullable Object request, @Nullable Map<String, Object> requests, @Nullable Object answer,
			@Nullable Map<String, Object> answers) {
	}

}
