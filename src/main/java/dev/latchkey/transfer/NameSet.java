package dev.latchkey.transfer;

/**
 * Names that were met, as 64 bits each: 16 bytes for a name at most.
 */
final class NameSet {

	private final long seed;

	// 0 is a free place
	private long[] places = new long[1024];

	private int size;

	NameSet(long seed) {
		this.seed = seed;
	}

	/**
	 * Add a name.
	 * @return whether it was not there
	 */
	boolean add(String name) {
		if (this.size * 2 >= this.places.length) {
			grow();
		}
		return put(this.places, bitsOf(name));
	}

	private void grow() {
		long[] more = new long[this.places.length * 2];
		this.size = 0;
		for (long bits : this.places) {
			if (bits != 0) {
				put(more, bits);
			}
		}
		this.places = more;
	}

	private boolean put(long[] into, long bits) {
		int place = (int) (bits >>> 32) & (into.length - 1);
		while (into[place] != 0) {
			if (into[place] == bits) {
				return false;
			}
			place = (place + 1) & (into.length - 1);
		}
		into[place] = bits;
		this.size++;
		return true;
	}

	private long bitsOf(String name) {
		long bits = this.seed;
		for (int i = 0; i < name.length(); i++) {
			bits = mixed(bits + name.charAt(i));
		}
		return (bits != 0) ? bits : 1;
	}

	// the finalizer of SplitMix64, which spreads each bit over all
	private static long mixed(long bits) {
		long mixed = (bits + 0x9E3779B97F4A7C15L);
		mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
		mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
		return mixed ^ (mixed >>> 31);
	}

}
