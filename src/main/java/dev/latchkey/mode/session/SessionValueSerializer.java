package dev.latchkey.mode.session;

import java.nio.charset.StandardCharsets;

import dev.latchkey.factor.AuthenticationMethods;
import dev.latchkey.session.Session;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

import org.springframework.data.redis.serializer.RedisSerializer;
import org.springframework.data.redis.serializer.SerializationException;

/**
 * Writes the values of a session's hash as JSON: numbers, texts, truth values, and the
 * {@link Session} as an object. No other type can be an attribute: what is read decides
 * on no class, neither by JDK serialization nor by a type name in the JSON.
 * <p>
 * It is also what Spring Session's {@code RedisSessionRepository} needs to read this
 * hash. In an application without Latchkey's classes Spring Data's
 * {@code JacksonJsonRedisSerializer<>(Object.class)} does as well, with which the
 * attribute {@code session} is a map:
 *
 * <pre class="code">
 * RedisTemplate&lt;String, Object&gt; redis = new RedisTemplate&lt;&gt;();
 * redis.setConnectionFactory(connections);
 * redis.setKeySerializer(RedisSerializer.string());
 * redis.setHashKeySerializer(RedisSerializer.string());
 * redis.setHashValueSerializer(new SessionValueSerializer());
 * redis.afterPropertiesSet();
 * RedisSessionRepository sessions = new RedisSessionRepository(redis);
 * sessions.setRedisKeyNamespace("latchkey");
 * </pre>
 */
class SessionValueSerializer implements RedisSerializer<Object> {

	// not the web's: what is stored must not change with how answers look
	private final JsonMapper json = JsonMapper.builder()
		.enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES,
				DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
		.build();

	/**
	 * Write a value as JSON.
	 * @throws SerializationException if it is of another type
	 */
	@Override
	public byte[] serialize(@Nullable Object value) {
		return (value != null) ? write(value).getBytes(StandardCharsets.UTF_8) : new byte[0];
	}

	String write(Object value) {
		if (value instanceof Session || value instanceof String || value instanceof Number
				|| value instanceof Boolean) {
			return this.json.writeValueAsString(value);
		}
		throw new SerializationException("A session's attribute cannot be a " + value.getClass().getName());
	}

	/**
	 * Read a value.
	 * @throws SerializationException if it is not JSON, or is an object but not a session
	 */
	@Override
	public @Nullable Object deserialize(byte @Nullable [] bytes) {
		if (bytes == null || bytes.length == 0) {
			return null;
		}
		try {
			return (bytes[0] == '{') ? session(bytes) : this.json.readValue(bytes, Object.class);
		}
		catch (JacksonException ex) {
			throw new SerializationException("A session's attribute cannot be read", ex);
		}
	}

	/**
	 * Read a session. One that was written before there were factors was opened by a
	 * password.
	 */
	private Session session(byte[] bytes) {
		ObjectNode session = this.json.readValue(bytes, ObjectNode.class);
		if (!session.has("amr") && session.has("startedAt")) {
			session.putArray("amr")
				.addAll(AuthenticationMethods.PASSWORD.values().stream().map(StringNode::valueOf).toList());
			session.set("authTime", session.get("startedAt"));
			session.put("mustSetUpFactor", false);
		}
		return this.json.treeToValue(session, Session.class);
	}

}
