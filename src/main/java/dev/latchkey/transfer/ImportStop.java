package dev.latchkey.transfer;

/**
 * Why an import has stopped before the end of its file.
 *
 * @param code the code that clients see
 * @param line the first line of which nothing was done
 */
record ImportStop(String code, long line) {
}
