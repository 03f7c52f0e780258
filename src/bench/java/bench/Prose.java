package bench;

/**
 * What the page says around its figures.
 */
final class Prose {

	static final String HEAD = """
			# Beside its peers

			Written by `./mvnw -Pbench test -Dbench=peers`; what it does is at the end. Each row is an application in a
			JVM of its own. The load runs against two endpoints with the same answer: one for anybody, and one for whoever
			is signed in, behind the same filters. **The first of these is 1.0.** Compare ratios of one run: the raw
			figures are this machine's. The quartiles say how far to trust a ratio: half of the rounds lay between them.

			![Processor time of a signed-in request, beside an open one](pictures/benchmark.svg)

			| | signed in : open | quartiles | signed in, of Spring Session's | µs CPU open | µs CPU signed in | requests/s | p50 ms | p99 ms | Redis commands | SQL %s |
			| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
			""";

	static final String LENGTH = """

			Commands and statements are per signed-in request, as the servers count them; what an application does by
			itself meanwhile is in the count.

			A token makes each request that carries it longer, wherever it goes, as a cookie goes to open paths as well. Latchkey
			does not read it there, which tells what its length costs the kernel and Tomcat from what it costs to be recognised. (Most
			peers read a credential on open paths too.)

			| | open, with a credential : open | quartiles | signed in : open, with one | quartiles |
			| --- | ---: | ---: | ---: | ---: |
			""";

	static final String SIZES = """

			| | start-up s | the first, s | characters of the credential | bytes in Redis | bytes in the server |
			| --- | ---: | ---: | ---: | ---: | ---: |
			""";

	static final String BYTES = """

			The bytes are for each session or token that has been used once. Those in the server are of its heap: what it
			remembers so as not to ask again. In `jwt` mode that is the cache of verified tokens.
			""";

	static final String LOGINS = """

			Only Latchkey's logins check a password. On the same core nothing but the hash, Argon2id at the default cost,
			runs %.1f times a second, compiled as Latchkey has it compiled ([why](performance.md#logins)). These rounds took
			turns as well, after logins whose hash costs next to nothing had warmed the rest of the way; what such a login
			costs is the last column: all but the hash.

			| | logins/s | of the bare hash | from – to | µs CPU but for the hash |
			| --- | ---: | ---: | ---: | ---: |
			""";

	static final String LUCK = """

			The hash alone, in turns in %d JVMs that were told how to compile it, as Latchkey tells its own, and in as many that
			were left to themselves: %.1f in a second (%.1f to %.1f) and %.1f (%.1f to %.1f).
			""";

	static final String WARM = """

			Before it was measured, each application was under load: at least %,d requests of each kind, and until what one
			costs had changed by less than 3 %%, up or down, twice; or for %d seconds at most. Where it did not settle, its
			figures are those of a server that is not quite warm, or of a machine that is not quite quiet.

			| | requests, open | signed in | settled |
			| --- | ---: | ---: | --- |
			""";

	static final String NOTES = """

			## What is compared

			Each peer is the smallest application that documentation and tutorials lead to, with the class path of a plain user: no
			actuator and no metrics, with which Spring Security would observe each of its filters. Latchkey carries both,
			counts and times each request, and has switched off only the observations of the filters. All answer a
			stranger and a forged credential with 401. Their tokens are good for an hour, so none expires meanwhile.

			- Sa-Token runs without Spring Security, so its open request passes fewer filters than the others'.
			- The JWT filter builds its parser once. The resource servers verify each token, and cannot revoke one.
			- Redis counts six commands for each of Spring Session's requests. Four are for the request: `HGETALL`,
			  and, when the answer is written, `EXISTS`, `HMSET` and `PEXPIREAT`. At its end the filter saves once more, and for
			  that reads the session again: `HGETALL` and `EXISTS`. The indexed one sends eight in the same way: `HGETALL`;
			  `HMSET`, `APPEND`, three `PEXPIRE` and `SADD`; `HGETALL`.
			- Redis appends each write to a file, as it has to where a session must survive it; that is in nobody's
			  processor time here, but in the latencies of those who write.
			""";

	static final String TAIL = """

			## How it was measured

			%s. %s of heap for each server and the serial collector. Redis and PostgreSQL are real ones on the same machine.
			Cores are kept awake where that is allowed (root, `/dev/cpu_dma_latency`), for all applications alike: else a
			server pays for waking the load generator, 10 µs an answer on a virtual machine, as no server on a machine of its own does.
			%d rounds. In each, every application has its turn: open, signed in, signed in, open, %d seconds each (and Latchkey
			two more, with a credential on open ones), so that
			what drifts meanwhile weighs on both alike. A ratio is taken within a turn; figures are medians of the rounds.
			%d sessions take turns. The load comes from [wrk](https://github.com/wg/wrk), which has to be installed, over
			the loopback interface: %s connections, each of which sends its next request when it has its answer, so
			latencies are those of a server with no time to spare. Logins and bare hashes ran %d seconds each. Start-up is
			until the first answer, of an application that has run before; Latchkey's first start also makes the tables.

			Settings, in `-Dbench.settings="…"`: `-Dlatchkey.bench.rounds=5`, `.stretch=2` (seconds), `.logins=6` (seconds, 0 for none), `.warm-up=60000` (requests of each kind at least),
			`.patience=60` (seconds, for warming one up), `.sessions=2000`, `.starts=3`, `.connections=8`, `.cores=1` (of the server), `.heap=1g`,
			`.recordings=` (a directory for a flight recording of each server), `.peers=` (a regular expression of names, such as `Latchkey.*`; the page is then
			printed, and not written, and without logins neither).
			""";

	private Prose() {
	}

}
