package bench;

import java.util.Locale;

/**
 * What the page about scale says around its figures.
 */
final class ScaleProse {

	private static final String HEAD = """
			# A million sessions

			Written by `./mvnw -Pbench test -Dbench=scale`: %,d live sessions of %,d accounts, on PostgreSQL and a real
			Redis. What a request costs there is compared with a second node on servers of its own, which has %,d sessions and
			no more. **The second node is 1.0.**
			""";

	private static final String TAIL = """

			## How it was measured

			%s. %s of heap for each node and the serial collector. Both nodes were warmed up by at least %,d requests, and until
			what these cost had changed by less than 3 %%, twice; for %d seconds at most, and then it is said. They take turns: few, many, many, few, %d seconds each; a ratio is taken within a turn, and is
			the median of the rounds. Commands and SQL %s are per request, and what the node does by itself is in the count.

			- In `session` mode a node remembers 100,000 sessions that it has read. Where all are in use at random, most
			  requests are beyond these: each costs an `HGETALL`, and, as each is another session, once a minute a write of when it was
			  last seen, to the database and to Redis. In `jwt` mode a node remembers as many tokens as make 32 million
			  characters.
			- Start-up is the median of %d starts, until the first answer. The node reads the log of endings before it
			  answers, and no sessions.
			- The heap is what a collection leaves; with a session, when it was last seen, until that is written back. An administrator's calls are one after another, after as many as are
			  said, so that compiled code is timed.

			Settings, in `-Dbench.settings="…"`: `-Dlatchkey.bench.scale=1000000` (sessions), `.active=1000`, `.spread=30000` (in use), `.rounds=7`,
			`.stretch=2` (seconds), `.starts=3`, `.warm-up=60000`, `.patience=60` (seconds), `.cores=1`, `.peers=` (such as `.*jwt.*`). With `.peers=` or fewer
			sessions the page is printed, and not written.
			""";

	private ScaleProse() {
	}

	static String head(int sessions, int accounts, int few) {
		return String.format(Locale.ROOT, HEAD, sessions, accounts, few);
	}

	static String tail(String heap) {
		return String.format(Locale.ROOT, TAIL, Machine.told(), heap, WarmUp.REQUESTS, WarmUp.LONGEST.toSeconds(), Subject.STRETCH.toSeconds(),
				Servers.counted(), Subject.STARTS);
	}

}
