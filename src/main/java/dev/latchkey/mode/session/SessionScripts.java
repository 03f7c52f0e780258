package dev.latchkey.mode.session;

import java.util.List;

import org.springframework.data.redis.core.script.RedisScript;

/**
 * The Lua scripts of what Redis has to do in one step. No script creates a session that
 * was deleted, or brings back one that has ended.
 */
final class SessionScripts {

	/**
	 * Return the fields of a tombstone or, where there is none, of a session; none where
	 * the key is of another type. Keys: the session, its tombstone.
	 */
	// one command for both: a node that does not know a session asks just once
	@SuppressWarnings("rawtypes")
	static final RedisScript<List> FIND = RedisScript.of("""
			local ended = redis.call('EXISTS', KEYS[2]) == 1
			local found = redis.pcall('HGETALL', ended and KEYS[2] or KEYS[1])
			if found.err and string.find(found.err, 'WRONGTYPE', 1, true) then
				return {}
			end
			return found
			""", List.class);

	/**
	 * Write a session as a whole, unless it has ended. Keys: the session, its tombstone.
	 * Arguments: how many milliseconds it is kept; alternately names and values.
	 */
	static final RedisScript<Long> SAVE = RedisScript.of("""
			if redis.call('EXISTS', KEYS[2]) == 1 then
				return 0
			end
			local written = {}
			for i = 2, #ARGV, 2 do
				written[ARGV[i]] = true
			end
			for _, name in ipairs(redis.call('HKEYS', KEYS[1])) do
				if not written[name] then
					redis.call('HDEL', KEYS[1], name)
				end
			end
			redis.call('HSET', KEYS[1], unpack(ARGV, 2))
			redis.call('PEXPIRE', KEYS[1], ARGV[1])
			return 1
			""", Long.class);

	/**
	 * Write fields of a session that is there. Keys: the session. Arguments: alternately
	 * names and values.
	 */
	static final RedisScript<Long> RENEW = RedisScript.of("""
			if redis.pcall('HEXISTS', KEYS[1], 'creationTime') == 1 then
				redis.call('HSET', KEYS[1], unpack(ARGV))
				return 1
			end
			return 0
			""", Long.class);

	/**
	 * Move last-seen forwards in sessions that are there. Keys: the sessions. Arguments:
	 * how many milliseconds an idle session is kept; when each was last seen, and the MAC
	 * of that.
	 */
	// pcall: a key of another type must not keep the other sessions from being touched
	static final RedisScript<Long> TOUCH = RedisScript.of("""
			for i, key in ipairs(KEYS) do
				local seen, mac = ARGV[2 * i], ARGV[2 * i + 1]
				local known = redis.pcall('HMGET', key, 'lastAccessedTime', 'maxInactiveInterval')
				local accessed, idle = tonumber(known[1]), tonumber(known[2])
				if accessed and idle and accessed < tonumber(seen) then
					redis.call('HSET', key, 'lastAccessedTime', seen, 'lastAccessedMac', mac)
					redis.pcall('PEXPIREAT', key, seen + idle * 1000 + ARGV[1])
				end
			end
			return #KEYS
			""", Long.class);

	/**
	 * Put tombstones in the place of sessions that are there, for the time that these had
	 * left. Keys: each session and its tombstone. Arguments: the reason; the handle of
	 * each, and the MAC of its tombstone.
	 */
	static final RedisScript<Long> WRITE_TOMBSTONES = RedisScript.of("""
			for i = 1, #KEYS / 2 do
				local session, tombstone = KEYS[2 * i - 1], KEYS[2 * i]
				if redis.pcall('HEXISTS', session, 'creationTime') == 1 then
					local left = redis.call('PTTL', session)
					redis.call('DEL', session)
					redis.pcall('HSET', tombstone, 'handle', ARGV[2 * i], 'reason', ARGV[1], 'mac', ARGV[2 * i + 1])
					if left >= 0 then
						redis.call('PEXPIRE', tombstone, left)
					end
				end
			end
			return #KEYS
			""", Long.class);

	private SessionScripts() {
	}

}
