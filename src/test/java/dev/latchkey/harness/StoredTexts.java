package dev.latchkey.harness;

import java.util.stream.Stream;

import org.springframework.data.redis.connection.DataType;
import org.springframework.data.redis.core.StringRedisTemplate;

/**
 * What an application has written where others read: its events, and all that is in
 * Redis.
 */
final class StoredTexts {

	private StoredTexts() {
	}

	/**
	 * Return all of it.
	 * @param latchkey the application, whose servers answer
	 * @return an event, or a key of Redis and its value, each
	 */
	static Stream<String> of(Latchkey latchkey) {
		Stream<String> events = latchkey.sql()
			.sql("select * from audit_event")
			.query()
			.listOfRows()
			.stream()
			.map((event) -> "event " + event);
		StringRedisTemplate redis = latchkey.bean(StringRedisTemplate.class);
		return Stream.concat(events,
				latchkey.redisKeys().stream().map((key) -> "Redis " + key + " " + value(redis, key)));
	}

	private static String value(StringRedisTemplate redis, String key) {
		DataType type = redis.type(key);
		if (type == DataType.STRING) {
			return String.valueOf(redis.opsForValue().get(key));
		}
		if (type == DataType.HASH) {
			return String.valueOf(redis.opsForHash().entries(key));
		}
		if (type == DataType.NONE) {
			return "has expired";
		}
		throw new IllegalStateException("Nothing here reads a " + type + " in Redis: " + key);
	}

}
