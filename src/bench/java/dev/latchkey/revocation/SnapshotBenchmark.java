package dev.latchkey.revocation;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import dev.latchkey.harness.Latchkey;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How long a node reads the log before it serves, where the log has a million rows.
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgs = "-Xmx3g")
@Warmup(iterations = 1)
@Measurement(iterations = 4)
@State(Scope.Benchmark)
public class SnapshotBenchmark {

	private static final int ROWS = 1_000_000;

	/** Where the log is. */
	@Param
	Latchkey.Storage storage;

	private Latchkey latchkey;

	@Setup(Level.Trial)
	public void fill() {
		this.latchkey = Latchkey.in(Latchkey.Mode.JWT).on(this.storage).start();
		String numbers = (this.storage == Latchkey.Storage.H2) ? "system_range(1, %s) as numbers (n)"
				: "generate_series(1, %s) as numbers (n)";
		this.latchkey.sql()
			.sql("""
					insert into revocation (seq, id, scope, account_id, handle, reason, actor, created_at, expires_at)
					select n, concat('id-of-a-row-', 1000000 + n), 'SESSION', concat('id-of-some-', 1000000 + mod(n, 50000)),
					concat('handle-of-one-', 1000000 + n), 'LOGGED_OUT', 'somebody', current_timestamp,
					current_timestamp + interval '13' hour from
					"""
					+ numbers.formatted(ROWS))
			.update();
		this.latchkey.sql().sql("update revocation_head set seq = ?").param(ROWS).update();
	}

	@TearDown(Level.Trial)
	public void stop() {
		this.latchkey.close();
	}

	@Benchmark
	public int start() {
		RevocationView view = new RevocationView(Duration.ofMinutes(1), System::nanoTime);
		NodeId node = NodeId.next();
		NodeLeases leases = this.latchkey.bean(NodeLeases.class);
		LogPull pull = new LogPull(node, this.latchkey.bean(RevocationLog.class), leases,
				new KnownNodes(node, leases, System::nanoTime), view, new LogPosition(view),
				new RevocationMetrics(new SimpleMeterRegistry(), view, this.latchkey.clock()), Duration.ofMinutes(1),
				this.latchkey.clock(), System::nanoTime);
		pull.start();
		if (view.size() != ROWS) {
			throw new IllegalStateException("the view holds " + view.size());
		}
		return view.size();
	}

}
