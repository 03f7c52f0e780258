package dev.latchkey.revocation;

import java.time.Duration;
import java.util.Collections;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What the check of a signed-in request costs, however many endings the view holds. Asks
 * for one of 4,096 sessions after the other, as a busy node does, and with strings that
 * are not the view's own.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 4, jvmArgs = "-Xmx3g")
@Warmup(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 4, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@State(Scope.Thread)
public class RevocationViewBenchmark {

	private static final int ASKED = 4096;

	private static final long LATE = Long.MAX_VALUE;

	private static final SortedSet<String> ROLES = Collections.unmodifiableSortedSet(new TreeSet<>(Set.of("EDITOR", "USER")));

	/** How many endings the view holds, half of them of accounts. */
	@Param({ "0", "1000", "100000", "1000000" })
	int entries;

	private final RevocationView view = new RevocationView(Duration.ofDays(1), System::nanoTime);

	private final RevocationView everybody = new RevocationView(Duration.ofDays(1), System::nanoTime);

	private final RevocationView role = new RevocationView(Duration.ofDays(1), System::nanoTime);

	private final Asked[] good = new Asked[ASKED];

	private final Asked[] late = new Asked[ASKED];

	private final Asked[] byHandle = new Asked[ASKED];

	private final Asked[] byAccount = new Asked[ASKED];

	private int next;

	@Setup
	public void fill() {
		int half = Math.max(1, this.entries / 2);
		for (int i = 0; i < this.entries / 2; i++) {
			this.view.apply(Rows.ofSession(i));
			this.view.apply(Rows.ofAccount(half + i));
		}
		this.everybody.apply(Rows.ofEverybody(1));
		this.role.apply(Rows.ofRole(1, "ADMIN"));
		this.view.markFreshAsOf(System.nanoTime());
		this.everybody.markFreshAsOf(System.nanoTime());
		this.role.markFreshAsOf(System.nanoTime());
		for (int i = 0; i < ASKED; i++) {
			// spread over the whole view, so that the caches of the processor do
			// not have it
			int number = (int) ((long) i * half / ASKED);
			this.good[i] = new Asked(Rows.handle(-1 - i), Rows.account(-1 - i), ROLES, 0);
			this.late[i] = new Asked(this.good[i].handle(), Rows.account(half + number), ROLES, LATE);
			this.byHandle[i] = new Asked(Rows.handle(number), this.good[i].accountId(), ROLES, 0);
			this.byAccount[i] = new Asked(this.good[i].handle(), Rows.account(half + number), ROLES, 0);
		}
	}

	@Benchmark
	public EndReason permitted() {
		return this.view.endOf(next(this.good));
	}

	@Benchmark
	public EndReason permittedAfterAnEndingOfTheAccount() {
		return this.view.endOf(next(this.late));
	}

	@Benchmark
	public EndReason permittedBesideAnEndingOfAnotherRole() {
		return this.role.endOf(next(this.good));
	}

	@Benchmark
	public EndReason endedByHandle() {
		return this.view.endOf(next(this.byHandle));
	}

	@Benchmark
	public EndReason endedByAccount() {
		return this.view.endOf(next(this.byAccount));
	}

	@Benchmark
	public EndReason endedByEverybody() {
		return this.everybody.endOf(next(this.good));
	}

	private Asked next(Asked[] sessions) {
		return sessions[this.next++ & (ASKED - 1)];
	}

	/**
	 * A session as the view is asked for it.
	 */
	private record Asked(String handle, String accountId, SortedSet<String> roles,
			long epoch) implements RevocableSession {
	}

}
