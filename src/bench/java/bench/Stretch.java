package bench;

/**
 * Some seconds of one kind of load.
 */
@FunctionalInterface
interface Stretch {

	Sample run() throws Exception;

}
