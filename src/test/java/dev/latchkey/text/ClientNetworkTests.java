package dev.latchkey.text;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.apache.catalina.util.NetMask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The networks of an address hold it, and hold no other address than they should.
 */
class ClientNetworkTests {

	private static final ClientNetwork UNKNOWN = new ClientNetwork("unknown", "unknown", "unknown");

	@ParameterizedTest
	@CsvSource({ "192.0.2.17, 192.0.2.17, 192.0.2.17, 192.0.2.0/24", "192.000.02.1, 192.0.2.1, 192.0.2.1, 192.0.2.0/24",
			"::ffff:192.0.2.17, 192.0.2.17, 192.0.2.17, 192.0.2.0/24", "0.0.0.0, 0.0.0.0, 0.0.0.0, 0.0.0.0/24",
			"255.255.255.255, 255.255.255.255, 255.255.255.255, 255.255.255.0/24",
			"2001:db8:1:2345:6:7:8:9, 2001:db8:1:2345::/64, 2001:db8:1:2300::/56, 2001:db8:1::/48",
			"2001:db8:1:2:3:4:5:6%eth0, 2001:db8:1:2::/64, 2001:db8:1::/56, 2001:db8:1::/48",
			"2001:DB8::1, 2001:db8::/64, 2001:db8::/56, 2001:db8::/48", "::1, ::/64, ::/56, ::/48",
			"0:0:0:1::1, 0:0:0:1::/64, ::/56, ::/48", "0:10:0:102::1, 0:10:0:102::/64, 0:10:0:100::/56, 0:10::/48",
			"ffff:ffff:ffff:ffff::, ffff:ffff:ffff:ffff::/64, ffff:ffff:ffff:ff00::/56, ffff:ffff:ffff::/48" })
	void isWrittenInOneWay(String address, String host, String site, String block) {
		assertThat(ClientNetwork.of(address)).isEqualTo(new ClientNetwork(host, site, block));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "unknown", "localhost", "example.com", "999.1.1.1", "192.0.2.256", "1.2.3.4, 5.6.7.8",
			"::g", "%", "%eth0", "192.0.2.0/24", "2001:db8::/64", "\u202e1.2.3.4", "1.2.3.4\r\nX: y" })
	void isOneForAllThatIsNoAddress(String garbage) {
		assertThat(ClientNetwork.of(garbage)).isEqualTo(UNKNOWN);
	}

	@Property
	void isOneForAllThatLooksLikeAnAddress(
			@ForAll @Chars({ '0', '1', '9', 'f', ':', '.', '%', '/' }) @StringLength(max = 60) String text) {
		Assume.that(IpAddress.parse(text.replaceFirst("%.*", "")) == null);
		assertThat(ClientNetwork.of(text)).isEqualTo(UNKNOWN);
	}

	@Test
	void isShortWhateverComes() {
		assertThat(ClientNetwork.of("1:".repeat(10_000))).isEqualTo(UNKNOWN);
	}

	/**
	 * As Tomcat reads the networks.
	 */
	@Property
	void holdsTheAddress(@ForAll("addresses") InetAddress address) {
		ClientNetwork network = ClientNetwork.of(address.getHostAddress());
		assertThat(List.of(network.host(), network.site(), network.block()))
			.allMatch((one) -> new NetMask(one).matches(address));
	}

	@Property
	void isTheSameInEachSpelling(@ForAll("addresses") InetAddress address) {
		String text = address.getHostAddress();
		ClientNetwork network = ClientNetwork.of(text);
		assertThat(ClientNetwork.of(text.toUpperCase(Locale.ROOT))).isEqualTo(network);
		assertThat(ClientNetwork.of(text + "%eth0")).isEqualTo(network);
		assertThat(ClientNetwork.of(network.host().replaceFirst("/.*", ""))).isEqualTo(network);
		if (!network.isIpv6()) {
			assertThat(ClientNetwork.of("::ffff:" + text)).isEqualTo(network);
		}
	}

	@Property
	void tellsIpv6Apart(@ForAll @Size(16) byte[] address, @ForAll @IntRange(max = 127) int bit) {
		ClientNetwork network = ClientNetwork.of(address(address).getHostAddress());
		ClientNetwork other = ClientNetwork.of(address(flipped(address, bit)).getHostAddress());
		assertThat(network.isIpv6()).isTrue();
		assertThat(network.host().equals(other.host())).as("the same /64").isEqualTo(bit >= 64);
		assertThat(network.site().equals(other.site())).as("the same /56").isEqualTo(bit >= 56);
		assertThat(network.block().equals(other.block())).as("the same /48").isEqualTo(bit >= 48);
	}

	@Property
	void tellsIpv4Apart(@ForAll @Size(4) byte[] address, @ForAll @IntRange(max = 31) int bit) {
		ClientNetwork network = ClientNetwork.of(address(address).getHostAddress());
		ClientNetwork other = ClientNetwork.of(address(flipped(address, bit)).getHostAddress());
		assertThat(network.isIpv6()).isFalse();
		assertThat(network.host()).isNotEqualTo(other.host()).isEqualTo(network.site());
		assertThat(network.block().equals(other.block())).as("the same /24").isEqualTo(bit >= 24);
	}

	@Property
	void isNeverTheSameForIpv4AndIpv6(@ForAll @Size(4) byte[] ipv4, @ForAll @Size(16) byte[] ipv6) {
		ClientNetwork one = ClientNetwork.of(address(ipv4).getHostAddress());
		ClientNetwork other = ClientNetwork.of(address(ipv6).getHostAddress());
		assertThat(List.of(one.host(), one.site(), one.block())).doesNotContain(other.host(), other.site(),
				other.block());
	}

	@Provide
	Arbitrary<InetAddress> addresses() {
		Arbitrary<Byte> bytes = Arbitraries.oneOf(Arbitraries.just((byte) 0), Arbitraries.bytes());
		return Arbitraries.of(4, 16)
			.flatMap((length) -> bytes.array(byte[].class).ofSize(length))
			.map(ClientNetworkTests::address);
	}

	private static InetAddress address(byte[] bytes) {
		try {
			return InetAddress.getByAddress(bytes);
		}
		catch (UnknownHostException ex) {
			throw new IllegalArgumentException(ex);
		}
	}

	private static byte[] flipped(byte[] address, int bit) {
		byte[] other = address.clone();
		other[bit / 8] ^= (byte) (0x80 >> bit % 8);
		return other;
	}

}
