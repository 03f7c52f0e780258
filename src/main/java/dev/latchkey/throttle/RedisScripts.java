package dev.latchkey.throttle;

import java.util.List;

import org.springframework.data.redis.core.script.RedisScript;

/**
 * The scripts that {@link RedisBuckets} runs in Redis, each in one step.
 */
final class RedisScripts {

	/** What all keys begin with: in one slot of a cluster, as a script needs them. */
	static final String KEY = "latchkey:throttle:{all}:";

	/** What the keys of marks begin with. */
	static final String MARK = KEY + "mark:";

	/**
	 * All in milliseconds. Time goes by as it does for the node whose clock is ahead:
	 * another node gives nothing back, and does not set the time back, or each turn of
	 * the two would give back what lies between their clocks. If all clocks were set
	 * back, the entry expires by Redis' clock, at the latest after a period. If that
	 * clock was set back too, the entry is to live for longer than any entry is given,
	 * and does not count.
	 */
	private static final String BUDGETS = """
			local now, budgets = tonumber(ARGV[1]), tonumber(ARGV[2])
			local next = 3 + 2 * budgets
			local seen = {}
			local function period(i)
				return tonumber(ARGV[2 + 2 * i])
			end
			local function each(i)
				return period(i) / ARGV[1 + 2 * i]
			end
			local function read(i)
				local at, spent = string.match(redis.call('GET', KEYS[i]) or '', '^(%d+) (%S+)$')
				at, spent = tonumber(at), tonumber(spent)
				if not at or not spent or redis.call('PTTL', KEYS[i]) > period(i) + 1000 then
					return 0, now
				end
				return math.max(0, spent - math.max(0, now - at)), math.max(at, now)
			end
			local function spent(i)
				if not seen[i] then
					seen[i] = { read(i) }
				end
				return seen[i][1]
			end
			local function attempts(i, more)
				return math.floor((period(i) - spent(i)) / each(i) - more + 0.001)
			end
			local function spend(i, attempts)
				local after = math.min(period(i), spent(i) + attempts * each(i))
				if after > 0 then
					redis.call('SET', KEYS[i], string.format('%.0f %.17g', seen[i][2], after), 'PX', math.ceil(after))
				else
					redis.call('DEL', KEYS[i])
				end
			end
			""";

	/**
	 * Takes the budgets of logins, by their numbers, and then three arguments for each
	 * option: its budgets, the key of its condition or 0, and what that has to hold.
	 * Returns the option and what is left of its last budget, or 0, the budget to wait
	 * for, and how long. An option has to wait for the last of its budgets; a client has
	 * to wait for the first option.
	 */
	static final RedisScript<List<Long>> TAKE = script("""
			local function longest(numbers)
				local longest, last = 0, 0
				for number in string.gmatch(numbers, '%d+') do
					local i = tonumber(number)
					local wait = spent(i) + each(i) - period(i)
					if wait > each(i) / 1000 and wait > longest then
						longest, last = wait, i
					end
				end
				return longest, last
			end
			local shortest, first = longest(ARGV[next])
			if shortest > 0 then
				return { 0, first, math.ceil(shortest) }
			end
			shortest = nil
			for argument = next + 1, #ARGV, 3 do
				local condition = tonumber(ARGV[argument + 1])
				if condition == 0
						or string.find(redis.call('GET', KEYS[condition]) or '', ARGV[argument + 2], 1, true) then
					local wait, last = longest(ARGV[argument])
					if wait == 0 then
						local left
						for number in string.gmatch(ARGV[argument], '%d+') do
							spend(tonumber(number), 1)
							left = attempts(tonumber(number), 1)
						end
						return { (argument - next + 2) / 3, left }
					end
					if not shortest or wait < shortest then
						shortest, first = wait, last
					end
				end
			end
			return { 0, first, math.ceil(shortest) }
			""");

	/**
	 * Takes how many of the budgets get something back; the others are charged. Then, if
	 * there is a mark, its key, its member, how many it holds, and how long it lives.
	 */
	static final RedisScript<List<Long>> SETTLE = script("""
			for i = 1, budgets do
				spend(i, i <= tonumber(ARGV[next]) and -1 or 1)
			end
			if #ARGV > next then
				local key, member = KEYS[tonumber(ARGV[next + 1])], ARGV[next + 2]
				local members = { member }
				for other in string.gmatch(redis.call('GET', key) or '', '[^,]+') do
					if other ~= member and #members < tonumber(ARGV[next + 3]) then
						members[#members + 1] = other
					end
				end
				redis.call('SET', key, table.concat(members, ','), 'PX', ARGV[next + 4])
			end
			return {}
			""");

	static final RedisScript<List<Long>> FILL = script("""
			for i = 1, budgets do
				redis.call('DEL', KEYS[i])
			end
			return {}
			""");

	/** Takes one budget. */
	static final RedisScript<List<Long>> BALANCE = script("""
			return { attempts(1, 0), math.ceil(each(1) - period(1) + spent(1)) }
			""");

	private RedisScripts() {
	}

	@SuppressWarnings("unchecked")
	private static RedisScript<List<Long>> script(String text) {
		return RedisScript.of(BUDGETS + text, (Class<List<Long>>) (Class<?>) List.class);
	}

}
