package dev.latchkey.web.server;

import java.time.Duration;
import java.util.function.Predicate;

import dev.latchkey.web.server.ClientPlaces.Place;
import org.jspecify.annotations.Nullable;

/**
 * What connections may cost.
 *
 * @param connections places for connections
 * @param waitingAnswers places for threads that wait for a client to read
 * @param headTimeout how long the head of a request may take
 * @param trusted which addresses are proxies, whose clients are not known here
 */
record ConnectionLimits(ClientPlaces connections, ClientPlaces waitingAnswers, Duration headTimeout,
		Predicate<String> trusted) {

	/**
	 * Take a place for a connection.
	 * @param address the address of the other end
	 * @return the place, or {@code null} if there is none for this network
	 */
	@Nullable Place takePlace(String address) {
		return this.connections.take(this.trusted.test(address) ? NetworkShares.NONE : NetworkShares.of(address));
	}

}
