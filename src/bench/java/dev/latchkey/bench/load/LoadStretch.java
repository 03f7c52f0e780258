package dev.latchkey.bench.load;

/**
 * Some seconds of one kind of load.
 */
@FunctionalInterface
public interface LoadStretch {

	LoadSample run() throws Exception;

}
