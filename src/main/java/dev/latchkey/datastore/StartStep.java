package dev.latchkey.datastore;

/**
 * What a package does at a start once the database is there and migrated, and before the
 * node serves. The steps run in the order of their beans ({@code @Order}). If the
 * database goes away meanwhile, all of them run again: each finds done what it has done.
 */
@FunctionalInterface
public interface StartStep {

	/**
	 * Do it.
	 * @throws RuntimeException to end the start, unless it says that the database does
	 * not answer
	 */
	void run();

}
