package dev.latchkey.web.server;

import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * A bounded number of places, of which each network can take a few. The networks that are
 * remembered are those that hold a place.
 */
final class ClientPlaces {

	private final int most;

	private final int mostOfNetwork;

	private final long longest;

	// oldest first
	private final Set<Place> places = new LinkedHashSet<>();

	private final Map<String, Integer> taken = new HashMap<>();

	/**
	 * Create places.
	 * @param most how many there are
	 * @param mostOfNetwork how many of them one network can take
	 * @param longest after what time a place is free again, whether or not it was given
	 * back: the server reports no connection that it closes by itself
	 */
	ClientPlaces(int most, int mostOfNetwork, Duration longest) {
		this.most = most;
		this.mostOfNetwork = mostOfNetwork;
		this.longest = longest.toNanos();
	}

	/**
	 * Take a place.
	 * @param networks the client's networks
	 * @return the place, or {@code null} if there is none for this client
	 */
	synchronized @Nullable Place take(NetworkShares networks) {
		long now = System.nanoTime();
		freeForgotten(now);
		if (this.places.size() >= this.most || networks.shares()
			.entrySet()
			.stream()
			.anyMatch((share) -> this.taken.getOrDefault(share.getKey(), 0) >= share.getValue() * this.mostOfNetwork)) {
			return null;
		}
		Place place = new Place(networks, now);
		this.places.add(place);
		networks.shares().keySet().forEach((network) -> this.taken.merge(network, 1, Integer::sum));
		return place;
	}

	private void freeForgotten(long now) {
		Iterator<Place> oldest = this.places.iterator();
		while (oldest.hasNext()) {
			Place place = oldest.next();
			if (now - place.since < this.longest) {
				return;
			}
			oldest.remove();
			free(place);
		}
	}

	private synchronized void leave(Place place) {
		if (this.places.remove(place)) {
			free(place);
		}
	}

	private void free(Place place) {
		place.networks.shares()
			.keySet()
			.forEach((network) -> this.taken.computeIfPresent(network,
					(key, count) -> (count > 1) ? Integer.valueOf(count - 1) : null));
	}

	/**
	 * A place that a client has taken.
	 */
	final class Place {

		private final NetworkShares networks;

		private final long since;

		private Place(NetworkShares networks, long since) {
			this.networks = networks;
			this.since = since;
		}

		NetworkShares networks() {
			return this.networks;
		}

		/**
		 * Give it back. Does nothing the second time.
		 */
		void leave() {
			ClientPlaces.this.leave(this);
		}

	}

}
