package dev.latchkey.key.token;

import com.fasterxml.jackson.annotation.JsonInclude;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes the claims of tokens, and reads what it writes and nothing else: no other
 * member, none twice, no value of another type, nothing behind the end.
 */
public final class ClaimsMapper {

	private ClaimsMapper() {
	}

	/**
	 * Return a mapper for records whose members are claims, in snake case.
	 * @return the mapper
	 */
	public static JsonMapper create() {
		StreamReadConstraints constraints = StreamReadConstraints.builder()
			.maxNestingDepth(2)
			.maxNumberLength(19)
			.build();
		return JsonMapper.builder(JsonFactory.builder().streamReadConstraints(constraints).build())
			.propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
			.changeDefaultPropertyInclusion((value) -> value.withValueInclusion(JsonInclude.Include.NON_NULL))
			.enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
			.enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
					DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
			.disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
			.withCoercionConfigDefaults((coercions) -> {
				for (CoercionInputShape shape : CoercionInputShape.values()) {
					coercions.setCoercion(shape, CoercionAction.Fail);
				}
			})
			.build();
	}

}
