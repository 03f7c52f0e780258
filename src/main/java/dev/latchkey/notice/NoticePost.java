package dev.latchkey.notice;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.entity.UrlEncodedFormEntity;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.message.BasicNameValuePair;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Posts a logout token to an application (OpenID Connect Back-Channel Logout 1.0, 2.5).
 * Of the answer only the status is looked at; the connection is closed before its body,
 * so that it does not matter how long that is. Nothing of the answer is shown.
 */
class NoticePost {

	private static final Logger logger = LoggerFactory.getLogger(NoticePost.class);

	// for all of it, however slowly the answer comes: a second to connect, two to answer
	private static final Duration PATIENCE = Duration.ofSeconds(3);

	private final CloseableHttpClient client;

	private final ScheduledExecutorService alarm;

	NoticePost(CloseableHttpClient client, ScheduledExecutorService alarm) {
		this.client = client;
		this.alarm = alarm;
	}

	/**
	 * Send a token.
	 * @param uri where the application wants it
	 * @param token the token
	 * @return whether the application has confirmed it: with 200, or 204 as some
	 * frameworks do (2.8)
	 */
	boolean send(String uri, String token) {
		HttpHost host = host(uri);
		if (host == null) {
			return false;
		}
		HttpPost request = new HttpPost(URI.create(uri));
		request.setEntity(new UrlEncodedFormEntity(List.of(new BasicNameValuePair("logout_token", token))));
		ScheduledFuture<?> end = this.alarm.schedule(request::cancel, PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
		try {
			int status = this.client.executeOpen(host, request, HttpClientContext.create()).getCode();
			if (status != 200 && status != 204) {
				logger.info("The application at {} answered a logout notice with {}", request.getAuthority(), status);
			}
			return status == 200 || status == 204;
		}
		catch (IOException ex) {
			logger.info("The application at {} cannot be told of a logout: {}", request.getAuthority(), ex.toString());
			return false;
		}
		finally {
			end.cancel(false);
			// what there is of a body is not read
			request.cancel();
		}
	}

	/**
	 * Return the host, or {@code null} where the address names none that there can be.
	 */
	private static @Nullable HttpHost host(String uri) {
		URI parsed = URI.create(uri);
		return (parsed.getHost() != null) ? HttpHost.create(parsed) : null;
	}

}
