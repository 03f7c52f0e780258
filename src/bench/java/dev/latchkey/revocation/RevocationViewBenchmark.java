package dev.latchkey.revocation;

import java.time.Duration;
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

	/** How many endings the view holds, half of them of accounts. */
	@Param({ "0", "1000", "100000", "1000000" })
	int entries;

	private final RevocationView view = new RevocationView(Duration.ofDays(1), System::nanoTime);

	private final RevocationView everybody = new RevocationView(Duration.ofDays(1), System::nanoTime);

	private final String[] endedHandles = new String[ASKED];

	private final String[] endedAccounts = new String[ASKED];

	private final String[] goodHandles = new String[ASKED];

	private final String[] goodAccounts = new String[ASKED];

	private int next;

	@Setup
	public void fill() {
		int half = Math.max(1, this.entries / 2);
		for (int i = 0; i < this.entries / 2; i++) {
			this.view.apply(Rows.ofSession(i));
			this.view.apply(Rows.ofAccount(half + i));
		}
		this.everybody.apply(Rows.ofEverybody(1));
		this.view.markFreshAsOf(System.nanoTime());
		this.everybody.markFreshAsOf(System.nanoTime());
		for (int i = 0; i < ASKED; i++) {
			// spread over the whole view, so that the caches of the processor do
			// not have it
			int number = (int) ((long) i * half / ASKED);
			this.endedHandles[i] = Rows.handle(number);
			this.endedAccounts[i] = Rows.account(half + number);
			this.goodHandles[i] = Rows.handle(-1 - i);
			this.goodAccounts[i] = Rows.account(-1 - i);
		}
	}

	@Benchmark
	public EndReason permitted() {
		int i = this.next++ & (ASKED - 1);
		return this.view.endOf(this.goodHandles[i], this.goodAccounts[i], 0);
	}

	@Benchmark
	public EndReason permittedAfterAnEndingOfTheAccount() {
		int i = this.next++ & (ASKED - 1);
		return this.view.endOf(this.goodHandles[i], this.endedAccounts[i], LATE);
	}

	@Benchmark
	public EndReason endedByHandle() {
		int i = this.next++ & (ASKED - 1);
		return this.view.endOf(this.endedHandles[i], this.goodAccounts[i], 0);
	}

	@Benchmark
	public EndReason endedByAccount() {
		int i = this.next++ & (ASKED - 1);
		return this.view.endOf(this.goodHandles[i], this.endedAccounts[i], 0);
	}

	@Benchmark
	public EndReason endedByEverybody() {
		int i = this.next++ & (ASKED - 1);
		return this.everybody.endOf(this.goodHandles[i], this.goodAccounts[i], 0);
	}

}
