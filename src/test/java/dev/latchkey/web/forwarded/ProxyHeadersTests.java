package dev.latchkey.web.forwarded;

import java.io.IOException;
import java.util.List;

import jakarta.servlet.ServletException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class ProxyHeadersTests {

	private static final List<String> HEADERS = List.of("X-Forwarded-Host", "x-forwarded-proto", "X-Forwarded-Method",
			"X-FORWARDED-URI", "X-Original-Method", "X-Original-URL");

	@ParameterizedTest
	@CsvSource({ "10.0.0.1, true", "10.0.0.2, false", "192.0.2.1, false", "::1, false", "::ffff:10.0.0.1, true" })
	void areThoseOfATrustedProxyOnly(String peer, boolean trusted) throws Exception {
		org.apache.coyote.Request received = new org.apache.coyote.Request();
		for (String header : HEADERS) {
			received.getMimeHeaders().addValue(header).setString("said");
			received.getMimeHeaders().addValue(header).setString("again");
		}
		received.getMimeHeaders().addValue("Host").setString("wiki.example.com");
		Request request = new Request(new Connector(), received);
		request.setRemoteAddr(peer);
		invoke(request);
		assertThat(HEADERS).allSatisfy((header) -> assertThat(request.getHeader(header) != null).isEqualTo(trusted));
		assertThat(request.getHeader("Host")).isEqualTo("wiki.example.com");
		assertThat(RequestHost.isOfTrustedProxy(request.getRequest())).isEqualTo(trusted);
	}

	private static void invoke(Request request) throws IOException, ServletException {
		ProxyHeaders valve = new ProxyHeaders(
				new ForwardedAddresses(new ForwardedSettings(List.of("10.0.0.1", "10.0.1.0/24"))));
		valve.setNext(new ValveBase() {
			@Override
			public void invoke(Request passed, Response response) {
				// nothing follows
			}
		});
		valve.invoke(request, request.getResponse());
	}

}
