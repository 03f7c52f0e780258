package dev.latchkey.notice;

/**
 * Something to do in a lane.
 */
@FunctionalInterface
interface LaneTask {

	/**
	 * Do it.
	 * @param inTime whether it has its turn; otherwise it was waited for too long
	 * @return whether the application did what it was asked for
	 */
	boolean run(boolean inTime);

}
