package dev.latchkey.mode.session;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.latchkey.revocation.EndReason;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.latchkey.mode.session.RealRedis.key;
import static dev.latchkey.mode.session.RealRedis.tombstone;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * A client that can write to Redis, and to nothing else, opens no session, keeps none
 * alive, and gives none a reason for its end.
 */
class ForgedSessionsTests extends WithRealRedis {

	@BeforeEach
	void save() {
		this.redis.save("one", 2);
	}

	@Test
	void noFieldCanBeChangedLeftOutOrAdded() {
		Map<String, String> written = fields(key("one-0"));
		assertThat(written).containsKeys("creationTime", "lastAccessedTime", "maxInactiveInterval",
				"sessionAttr:session");
		List<String> changes = new ArrayList<>(List.of("HSET %s sessionAttr:other 1", "HSET %s other 1",
				"HSET %s creationTime ' " + written.get("creationTime") + "'"));
		Map<String, String> others = fields(key("one-1"));
		written.forEach((name, value) -> {
			changes.add("HDEL %s " + name);
			changes.add("HSET %s " + name + " ''");
			changes.add("HSET %s " + name + " '" + (name.equals("sessionAttr:session") ? "{}" : value + "0") + "'");
			if (!others.get(name).equals(value)) {
				changes.add("HSET %s " + name + " '" + others.get(name) + "'");
			}
		});
		assertThat(changes).hasSizeGreaterThan(20).allSatisfy((change) -> {
			this.redis.call(change.formatted(key("one-0")));
			assertThat(this.redis.find("one-0")).as(change).isNull();
			write(key("one-0"), written);
			assertThat(this.redis.find("one-0")).isNotNull();
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"handle\":\"one-0\" \"handle\":\"one-1\"",
			"\"accountId\":\"account\" \"accountId\":\"b\"", "\"username\":\"alice\" \"username\":\"admin\"",
			"\"roles\":[\"USER\"] \"roles\":[\"ADMIN\"]", "\"permissions\":[] \"permissions\":[\"users:write\"]",
			"\"mustChangePassword\":false \"mustChangePassword\":true", "\"epoch\":1 \"epoch\":9223372036854775807",
			"\"expiresAt\":\"20 \"expiresAt\":\"21", "\"startedAt\":\"20 \"startedAt\":\"21" })
	void nothingInTheContentCanBeChanged(String change) {
		String[] fromTo = change.split(" ");
		String content = fields(key("one-0")).get("sessionAttr:session");
		assertThat(content).contains(fromTo[0]);
		this.redis
			.call("HSET %s sessionAttr:session '%s'".formatted(key("one-0"), content.replace(fromTo[0], fromTo[1])));
		assertThat(this.redis.find("one-0")).isNull();
	}

	@Test
	void aSessionIsNoneUnderAnotherName() {
		write(key("copied"), fields(key("one-0")));
		assertThat(this.redis.find("copied")).isNull();
	}

	@Test
	void whatAnotherInstallationHasWrittenIsNoSession() {
		this.redis.of("another-installation").save(RealRedis.session("theirs"));
		assertThat(this.redis.find("theirs")).isNull();
		assertThat(this.redis.of("another-installation").find("id-of-theirs")).isNotNull();
	}

	@Test
	void anIdleSessionIsNotKeptAlive() {
		String later = String.valueOf(RealRedis.LOGIN.plus(Duration.ofDays(1)).toEpochMilli());
		this.redis.call("HSET %s lastAccessedTime %s".formatted(key("one-0"), later));
		assertThat(this.redis.find("one-0")).isNull();
		// the time of another session, with its MAC
		Instant seen = RealRedis.LOGIN.plus(Duration.ofMinutes(10));
		this.redis.byHandle.touch(Map.of("one-1", seen));
		Map<String, String> other = fields(key("one-1"));
		this.redis.call("HSET %s lastAccessedTime %s lastAccessedMac '%s'".formatted(key("one-0"),
				other.get("lastAccessedTime"), other.get("lastAccessedMac")));
		assertThat(this.redis.find("one-0")).isNull();
		assertThat(this.redis.lastSeen("one-1")).isEqualTo(seen);
	}

	@Test
	void aHandleLeadsToNoOtherSession() {
		this.redis.call("SET latchkey:session-of:one-0 id-of-one-1");
		spoil("one-0");
		this.redis.call("SET latchkey:session-of:one-0 " + this.redis.call("GET latchkey:session-of:one-1"));
		spoil("one-0");
		assertThat(this.redis.lastSeen("one-1")).isEqualTo(RealRedis.LOGIN);
		assertThat(this.redis.find("one-1")).isInstanceOf(StoredSession.class);
	}

	private void spoil(String handle) {
		this.redis.byHandle.touch(Map.of(handle, RealRedis.LOGIN.plus(Duration.ofMinutes(10))));
		this.redis.byHandle.writeTombstones(List.of(handle), EndReason.FORCED_LOGOUT);
	}

	@Test
	void aTombstoneThatAStrangerHasWrittenGivesNoReason() {
		this.redis.call("HSET " + tombstone("one-0") + " handle one-0 reason FORCED_LOGOUT");
		assertThat(this.redis.find("one-0")).isNull();
		this.redis.byHandle.writeTombstones(List.of("one-1"), EndReason.PASSWORD_CHANGED);
		Map<String, String> authentic = fields(tombstone("one-1"));
		write(tombstone("one-0"), authentic);
		assertThat(this.redis.find("one-0")).isNull();
		this.redis.call("HSET " + tombstone("one-1") + " reason FORCED_LOGOUT");
		assertThat(this.redis.find("one-1")).isNull();
		write(tombstone("one-1"), authentic);
		assertThat(this.redis.find("one-1")).isEqualTo(new SessionTombstone("one-1", EndReason.PASSWORD_CHANGED));
		// the session is as it was
		this.redis.call("DEL " + tombstone("one-0"));
		assertThat(this.redis.find("one-0")).isInstanceOf(StoredSession.class);
	}

	private Map<String, String> fields(String key) {
		Map<String, String> fields = new TreeMap<>();
		List<?> found = (List<?>) this.redis.call("HGETALL " + key);
		for (int i = 0; i < found.size(); i += 2) {
			fields.put(String.valueOf(found.get(i)), String.valueOf(found.get(i + 1)));
		}
		return fields;
	}

	private void write(String key, Map<String, String> fields) {
		this.redis.call("DEL " + key);
		fields.forEach((name, value) -> this.redis.call("HSET %s %s '%s'".formatted(key, name, value)));
	}

}
