package dev.latchkey.openapi;

import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.util.Json;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Says which members are always there, those of a record that cannot be null; and which
 * may be null, those that can, unless they are then left out.
 */
class RequiredMembers implements ModelConverter {

	private static final String NULL = "null";

	@Override
	public @Nullable Schema<?> resolve(AnnotatedType type, ModelConverterContext context,
			Iterator<ModelConverter> chain) {
		@Nullable Schema<?> resolved = chain.hasNext() ? chain.next().resolve(type, context, chain) : null;
		Class<?> raw = Json.mapper().constructType(type.getType()).getRawClass();
		if (resolved != null && raw.isRecord()) {
			Schema<?> schema = resolved;
			if (resolved.get$ref() != null) {
				String name = resolved.get$ref().substring(resolved.get$ref().lastIndexOf('/') + 1);
				schema = context.getDefinedModels().getOrDefault(name, resolved);
			}
			complete(raw, schema);
		}
		return resolved;
	}

	private static void complete(Class<?> raw, Schema<?> schema) {
		@SuppressWarnings("rawtypes")
		@Nullable Map<String, Schema> members = schema.getProperties();
		if (members == null) {
			return;
		}
		List<String> required = new ArrayList<>();
		complete(raw, members, required);
		schema.setRequired(required.isEmpty() ? null : required);
	}

	@SuppressWarnings("rawtypes")
	private static void complete(Class<?> raw, Map<String, Schema> members, List<String> required) {
		for (RecordComponent component : raw.getRecordComponents()) {
			boolean nullable = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
			String name = name(component);
			@Nullable Schema<?> member = members.get(name);
			if (component.getAccessor().isAnnotationPresent(JsonUnwrapped.class)) {
				if (!nullable) {
					complete(component.getType(), members, required);
				}
			}
			else if (member != null && !nullable) {
				required.add(name);
			}
			else if (member != null && !isLeftOut(raw, component.getAccessor())) {
				members.put(name, orNull(member));
			}
		}
	}

	private static String name(RecordComponent component) {
		@Nullable JsonProperty named = component.getAccessor().getAnnotation(JsonProperty.class);
		return (named != null) ? named.value() : component.getName();
	}

	private static boolean isLeftOut(Class<?> raw, Method accessor) {
		@Nullable JsonInclude ofMember = accessor.getAnnotation(JsonInclude.class);
		@Nullable JsonInclude said = (ofMember != null) ? ofMember : raw.getAnnotation(JsonInclude.class);
		return said != null && said.value() == JsonInclude.Include.NON_NULL;
	}

	private static Schema<?> orNull(Schema<?> member) {
		if (member.getAnyOf() != null || (member.getTypes() == null && member.get$ref() == null)) {
			return member;
		}
		// one that is replaced is the same object everywhere
		if (member.get$ref() != null || member.getAdditionalProperties() != null) {
			return new JsonSchema().anyOf(List.of(member, new JsonSchema().types(Set.of(NULL))));
		}
		member.addType(NULL);
		return member;
	}

}
