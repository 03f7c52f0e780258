package dev.latchkey.mail;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Properties;

import javax.net.SocketFactory;
import javax.net.ssl.SSLSocketFactory;

import org.jspecify.annotations.Nullable;

import org.springframework.mail.javamail.JavaMailSenderImpl;

/**
 * Connects to a mail server for so long and no longer. The timeouts of the library are
 * for each read: a server that says one byte now and then would hold a sender for ever.
 */
final class ExpiringSocketFactory extends SocketFactory {

	/** What has connections made in another way, which this would take the place of. */
	private static final List<String> OTHERS = List.of(".socketFactory.class", ".socks.host");

	/** What an SSL bundle is set as, and what STARTTLS looks for too. */
	private static final String TLS = ".ssl.socketFactory";

	private final Duration lifetime;

	private ExpiringSocketFactory(Duration lifetime) {
		this.lifetime = lifetime;
	}

	/**
	 * Let each connection of a sender end after a time, with TLS or without.
	 */
	static void limit(JavaMailSenderImpl sender, Duration lifetime) {
		Properties settings = sender.getSession().getProperties();
		ExpiringSocketFactory connections = new ExpiringSocketFactory(lifetime);
		for (String protocol : List.of("mail.smtp", "mail.smtps")) {
			if (settings.get(protocol + TLS) instanceof SSLSocketFactory other) {
				settings.put(protocol + TLS, new ExpiringTlsSocketFactory(other, connections, lifetime));
			}
			if (OTHERS.stream().noneMatch((other) -> settings.containsKey(protocol + other))) {
				settings.put(protocol + ".socketFactory", connections);
				// or a connection that could not be made is made again, without this
				settings.put(protocol + ".socketFactory.fallback", "false");
			}
		}
	}

	@Override
	public Socket createSocket() {
		return new ExpiringSocket(this.lifetime);
	}

	@Override
	public Socket createSocket(String host, int port) throws IOException {
		return connected(new InetSocketAddress(host, port), null);
	}

	@Override
	public Socket createSocket(String host, int port, InetAddress localHost, int localPort) throws IOException {
		return connected(new InetSocketAddress(host, port), new InetSocketAddress(localHost, localPort));
	}

	@Override
	public Socket createSocket(InetAddress host, int port) throws IOException {
		return connected(new InetSocketAddress(host, port), null);
	}

	@Override
	public Socket createSocket(InetAddress host, int port, InetAddress localHost, int localPort) throws IOException {
		return connected(new InetSocketAddress(host, port), new InetSocketAddress(localHost, localPort));
	}

	private Socket connected(InetSocketAddress server, @Nullable InetSocketAddress here) throws IOException {
		Socket socket = createSocket();
		try {
			socket.bind(here);
			socket.connect(server);
			return socket;
		}
		catch (IOException ex) {
			// its time would hold it for a minute
			socket.close();
			throw ex;
		}
	}

}
