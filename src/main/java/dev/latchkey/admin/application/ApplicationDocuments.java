package dev.latchkey.admin.application;

import java.util.Map;

import dev.latchkey.application.Application;
import dev.latchkey.application.ApplicationDetails;
import dev.latchkey.application.InvalidApplicationException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/**
 * Reads what calls say of an application, in JSON. A member that is not known is refused:
 * a misspelt {@code permission} would open an application to all users.
 */
class ApplicationDocuments {

	private final JsonMapper mapper;

	private final ObjectReader reader;

	ApplicationDocuments(JsonMapper mapper) {
		this.mapper = mapper;
		this.reader = mapper.readerFor(ApplicationRequest.class)
			.with(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
	}

	/**
	 * Read a document.
	 * @throws ResponseStatusException if it is not one of an application
	 */
	ApplicationRequest read(JsonNode document) {
		try {
			return this.reader.readValue(document);
		}
		catch (JacksonException ex) {
			throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
		}
	}

	/**
	 * Return the details of an application after a change of some members: {@code null}
	 * removes a member, and an absent member is kept (RFC 7396).
	 * @throws ResponseStatusException if it is not a change of an application
	 * @throws InvalidApplicationException if it changes the client id
	 */
	ApplicationDetails changed(Application application, ObjectNode change) {
		ObjectNode document = this.mapper.valueToTree(ApplicationAnswer.of(application, null));
		merge(document, change);
		ApplicationRequest request = read(document);
		if (!application.clientId().equals(request.clientId())) {
			throw new InvalidApplicationException("client_id", "cannot be changed");
		}
		return request.details();
	}

	private static void merge(ObjectNode document, ObjectNode change) {
		for (Map.Entry<String, JsonNode> member : change.properties()) {
			@Nullable JsonNode before = document.get(member.getKey());
			if (member.getValue().isNull()) {
				document.remove(member.getKey());
			}
			else if (member.getValue() instanceof ObjectNode inner) {
				ObjectNode merged = (before instanceof ObjectNode there) ? there : document.objectNode();
				merge(merged, inner);
				document.set(member.getKey(), merged);
			}
			else {
				document.set(member.getKey(), member.getValue());
			}
		}
	}

}
