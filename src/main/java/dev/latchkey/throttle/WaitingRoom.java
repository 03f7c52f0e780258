package dev.latchkey.throttle;

import java.util.HashMap;
import java.util.Map;

/**
 * Places for callers that wait for their turn. A block of networks has a few of them, or
 * one host could keep callers of all other accounts from waiting.
 */
final class WaitingRoom {

	private final Map<String, Integer> blocks = new HashMap<>();

	private final int places;

	private final int placesOfABlock;

	private int taken;

	WaitingRoom(int places, int placesOfABlock) {
		this.places = places;
		this.placesOfABlock = placesOfABlock;
	}

	/**
	 * Take a place.
	 * @param block where the caller is
	 * @return whether there was one; then it has to be left
	 */
	synchronized boolean enter(String block) {
		int ofBlock = this.blocks.getOrDefault(block, 0);
		if (this.taken == this.places || ofBlock == this.placesOfABlock) {
			return false;
		}
		this.taken++;
		this.blocks.put(block, ofBlock + 1);
		return true;
	}

	synchronized void leave(String block) {
		this.taken--;
		this.blocks.computeIfPresent(block, (same, ofBlock) -> (ofBlock > 1) ? ofBlock - 1 : null);
	}

}
