package bench;

/**
 * Where what was found is written down.
 */
@FunctionalInterface
interface Notes {

	void add(String what, String format, Object... values);

}
