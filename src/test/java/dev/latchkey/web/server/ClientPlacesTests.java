package dev.latchkey.web.server;

import java.time.Duration;
import java.util.Objects;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Places are bounded for all clients together, and for each network.
 */
class ClientPlacesTests {

	private final ClientPlaces places = new ClientPlaces(10, 2, Duration.ofMinutes(1));

	@Test
	void givesAnIpv4HostItsShareAndItsBlockNone() {
		assertThat(taken("192.0.2.1", 5)).isEqualTo(2);
		assertThat(taken("192.0.2.2", 5)).isEqualTo(2);
	}

	@Test
	void givesAnIpv6HostItsShareAndItsBlockThree() {
		assertThat(taken("2001:db8:1:1::1", 1) + taken("2001:db8:1:1::2", 5)).isEqualTo(2);
		assertThat(IntStream.range(2, 9).map((i) -> taken("2001:db8:1:" + i + "::1", 1)).sum()).isEqualTo(4);
		assertThat(taken("2001:db8:2:1::1", 5)).isEqualTo(2);
	}

	@Test
	void takesAMappedAddressForWhatItIs() {
		assertThat(taken("192.0.2.1", 1) + taken("::ffff:192.0.2.1", 5)).isEqualTo(2);
	}

	@Test
	void takesAllTextThatIsNoAddressForOneNetwork() {
		assertThat(taken("", 1) + taken("x", 1) + taken("y", 1)).isEqualTo(2);
	}

	@Test
	void hasNoMoreThanThereAre() {
		assertThat(IntStream.range(0, 20).map((i) -> taken("192.0.2." + i, 1)).sum()).isEqualTo(10);
	}

	@Test
	void givesAPlaceThatIsGivenBackToTheNext() {
		ClientPlaces.Place first = this.places.take(NetworkShares.of("192.0.2.1"));
		assertThat(first).isNotNull();
		assertThat(taken("192.0.2.1", 5)).isOne();
		first.leave();
		first.leave();
		assertThat(taken("192.0.2.1", 5)).isOne();
	}

	@Test
	void freesWhatNobodyGivesBack() {
		ClientPlaces forgetful = new ClientPlaces(10, 2, Duration.ZERO);
		assertThat(IntStream.range(0, 50).mapToObj((i) -> forgetful.take(NetworkShares.of("192.0.2.1"))))
			.doesNotContainNull();
	}

	@Test
	void sharesOnlyTheWholeAmongClientsThatItCannotTellApart() {
		assertThat(
				IntStream.range(0, 20).mapToObj((i) -> this.places.take(NetworkShares.NONE)).filter(Objects::nonNull))
			.hasSize(10);
	}

	private int taken(String address, int wanted) {
		return (int) IntStream.range(0, wanted)
			.mapToObj((i) -> this.places.take(NetworkShares.of(address)))
			.filter(Objects::nonNull)
			.count();
	}

}
