package bench;

/**
 * What one stretch of load came to.
 *
 * @param requests how many requests
 * @param seconds how long it took
 * @param cpu microseconds of processor time that the server spent on each
 * @param median latency that half of them stayed below, in milliseconds
 * @param p99 latency that 99 of 100 stayed below, in milliseconds
 */
record Sample(long requests, double seconds, double cpu, double median, double p99) {

	double perSecond() {
		return this.requests / this.seconds;
	}

}
