package dev.latchkey.proxy;

import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Where everything is that a proxy's configuration names.
 *
 * @param port where the proxy is to listen
 * @param latchkey the port of Latchkey
 * @param wiki the port of the first app
 * @param git the port of the second app
 * @param certificate what the proxy shows itself with
 */
record ProxyPlaces(int port, int latchkey, int wiki, int git, TestCertificate certificate) {

	/**
	 * Put these places into the text of the page.
	 */
	String fill(String shown) {
		assertThat(shown).contains("127.0.0.1:8080");
		String filled = shown;
		for (Map.Entry<String, String> place : Map.of("127.0.0.1:8080", "127.0.0.1:" + this.latchkey, "127.0.0.1:3000",
				"127.0.0.1:" + this.wiki, "127.0.0.1:3001", "127.0.0.1:" + this.git, "/etc/ssl/example.com.pem",
				this.certificate.certificate().toString(), "/etc/ssl/example.com.key",
				this.certificate.key().toString(), "/etc/haproxy/example.com.pem", this.certificate.both().toString())
			.entrySet()) {
			filled = filled.replace(place.getKey(), place.getValue());
		}
		return filled;
	}

}
