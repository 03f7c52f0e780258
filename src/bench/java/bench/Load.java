package bench;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.mortbay.jetty.load.generator.LoadGenerator;
import org.mortbay.jetty.load.generator.Resource;

/**
 * Sends requests with Jetty's load generator: a few connections, each of which sends its
 * next request when it has the answer to the last.
 */
final class Load {

	private static final int CONNECTIONS = Integer.getInteger("latchkey.bench.connections", 8);

	// a resource is asked for when its parent has come: a chain is one patient caller
	private static final int CHAIN = 500;

	private Load() {
	}

	/**
	 * Send requests for a while.
	 * @param app where to
	 * @param path what is asked for
	 * @param headers name and value of a header, one for each session; none for nobody
	 * @param length how long
	 */
	static Sample run(App app, String path, List<String[]> headers, Duration length) {
		long end = System.nanoTime() + length.toNanos();
		long[] all = {};
		double seconds = 0;
		int first = 0;
		Duration cpu = app.cpu();
		do {
			long[] times = new long[CONNECTIONS * CHAIN];
			seconds += once(app.port(), chain(path, headers, first), times);
			first += CHAIN;
			int before = all.length;
			all = Arrays.copyOf(all, before + times.length);
			System.arraycopy(times, 0, all, before, times.length);
		}
		while (System.nanoTime() < end);
		long spent = app.cpu().minus(cpu).toNanos();
		Arrays.sort(all);
		return new Sample(all.length, seconds, spent / 1e3 / all.length, all[all.length / 2] / 1e6,
				all[all.length * 99 / 100] / 1e6);
	}

	private static double once(int port, Resource chain, long[] times) {
		AtomicInteger next = new AtomicInteger();
		AtomicInteger failed = new AtomicInteger();
		long begin = System.nanoTime();
		LoadGenerator.builder()
			.host("localhost")
			.port(port)
			.threads(1)
			.usersPerThread(CONNECTIONS)
			.channelsPerUser(1)
			.iterationsPerThread(CONNECTIONS)
			.resource(chain)
			.resourceListener((Resource.NodeListener) (info) -> {
				times[next.getAndIncrement()] = info.getResponseTime() - info.getRequestTime();
				if (info.getStatus() != 200) {
					failed.incrementAndGet();
				}
			})
			.build()
			.begin()
			.orTimeout(2, TimeUnit.MINUTES)
			.join();
		if (failed.get() > 0 || next.get() != times.length) {
			throw new IllegalStateException(failed + " of " + next + " requests failed");
		}
		return (System.nanoTime() - begin) / 1e9;
	}

	private static Resource chain(String path, List<String[]> headers, int first) {
		Resource chain = null;
		for (int i = 0; i < CHAIN; i++) {
			Resource link = (chain != null) ? new Resource(path, chain) : new Resource(path);
			if (!headers.isEmpty()) {
				String[] header = headers.get((first + i) % headers.size());
				link.requestHeader(header[0], header[1]);
			}
			chain = link;
		}
		return chain;
	}

}
