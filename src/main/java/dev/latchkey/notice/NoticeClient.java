package dev.latchkey.notice;

import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.ClientTlsStrategyBuilder;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.util.Timeout;

/**
 * Makes the HTTP client that applications are told with. It believes them nothing: it
 * follows no redirect, keeps neither a connection nor a cookie, and reads no more of an
 * answer than a status and some headers.
 */
final class NoticeClient {

	/** More than there are threads that send. */
	private static final int CONNECTIONS = 64;

	private static final Timeout CONNECT = Timeout.ofSeconds(1);

	private static final Timeout ANSWER = Timeout.ofSeconds(2);

	// a line without end, or lines without end, would be kept in memory
	private static final Http1Config SHORT = Http1Config.custom()
		.setMaxLineLength(8_192)
		.setMaxHeaderCount(100)
		.build();

	private NoticeClient() {
	}

	static CloseableHttpClient create(ReceiverAddresses addresses) {
		return HttpClients.custom()
			.setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
				.setDnsResolver(addresses)
				.setTlsSocketStrategy(ClientTlsStrategyBuilder.create().useSystemProperties().buildClassic())
				.setConnectionFactory(ManagedHttpClientConnectionFactory.builder().http1Config(SHORT).build())
				.setDefaultConnectionConfig(
						ConnectionConfig.custom().setConnectTimeout(CONNECT).setSocketTimeout(ANSWER).build())
				.setMaxConnTotal(CONNECTIONS)
				.setMaxConnPerRoute(CONNECTIONS)
				.build())
			.setConnectionReuseStrategy((request, response, context) -> false)
			.disableRedirectHandling()
			.disableCookieManagement()
			.disableAuthCaching()
			.disableAutomaticRetries()
			.disableContentCompression()
			.setUserAgent("Latchkey")
			.build();
	}

}
