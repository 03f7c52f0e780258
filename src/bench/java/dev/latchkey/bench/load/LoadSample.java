package dev.latchkey.bench.load;

/**
 * What one stretch of load came to.
 *
 * @param requests how many requests
 * @param seconds how long it took
 * @param cpu microseconds of processor time that the server spent on each
 * @param median latency that half of them stayed below, in milliseconds
 * @param p99 latency that 99 of 100 stayed below, in milliseconds
 */
public record LoadSample(long requests, double seconds, double cpu, double median, double p99) {

	public double perSecond() {
		return this.requests / this.seconds;
	}

}
