package dev.latchkey.openapi;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.util.Json;
import io.swagger.v3.oas.models.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Says which members are always there: those of a record that cannot be null.
 */
class RequiredMembers implements ModelConverter {

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
			require(raw, schema);
		}
		return resolved;
	}

	private static void require(Class<?> raw, Schema<?> schema) {
		@SuppressWarnings("rawtypes")
		@Nullable Map<String, Schema> members = schema.getProperties();
		if (members == null) {
			return;
		}
		List<String> required = new ArrayList<>();
		for (RecordComponent component : raw.getRecordComponents()) {
			if (members.containsKey(component.getName())
					&& !component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
				required.add(component.getName());
			}
		}
		schema.setRequired(required.isEmpty() ? null : required);
	}

}
