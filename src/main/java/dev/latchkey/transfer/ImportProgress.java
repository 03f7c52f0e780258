package dev.latchkey.transfer;

/**
 * How far an import is.
 *
 * @param running whether this node imports a file of the caller's
 * @param line the last line of which something has become; 0 for none yet
 * @param failed how many lines have failed so far
 */
record ImportProgress(boolean running, long line, long failed) {

	static final ImportProgress NONE = new ImportProgress(false, 0, 0);

}
