package dev.latchkey.bench.scale;

/**
 * Where what was found is written down.
 */
@FunctionalInterface
interface ScaleNotes {

	void add(String what, String format, Object... values);

}
