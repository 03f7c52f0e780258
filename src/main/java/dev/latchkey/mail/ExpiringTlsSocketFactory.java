package dev.latchkey.mail;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import javax.net.ssl.SSLSocketFactory;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts TLS around connections as another factory does, that of an SSL bundle for example,
 * and ends each of them after a time. The library makes the connection by itself then.
 */
final class ExpiringTlsSocketFactory extends SSLSocketFactory {

	private static final Logger logger = LoggerFactory.getLogger(ExpiringTlsSocketFactory.class);

	private final SSLSocketFactory other;

	private final ExpiringSocketFactory connections;

	private final Duration lifetime;

	ExpiringTlsSocketFactory(SSLSocketFactory other, ExpiringSocketFactory connections, Duration lifetime) {
		this.other = other;
		this.connections = connections;
		this.lifetime = lifetime;
	}

	/**
	 * {@inheritDoc} It is the connection that ends, and not the TLS in it: to end that,
	 * one would wait for the server.
	 */
	@Override
	public Socket createSocket(Socket connection, String host, int port, boolean autoClose) throws IOException {
		if (!(connection instanceof ExpiringSocket)) {
			CompletableFuture.delayedExecutor(this.lifetime.toMillis(), TimeUnit.MILLISECONDS)
				.execute(() -> close(connection));
		}
		return this.other.createSocket(connection, host, port, autoClose);
	}

	private static void close(Socket connection) {
		try {
			connection.close();
		}
		catch (IOException ex) {
			logger.debug("A connection could not be closed", ex);
		}
	}

	@Override
	public Socket createSocket(String host, int port) throws IOException {
		return createSocket(this.connections.createSocket(host, port), host, port, true);
	}

	@Override
	public Socket createSocket(String host, int port, InetAddress localHost, int localPort) throws IOException {
		return createSocket(this.connections.createSocket(host, port, localHost, localPort), host, port, true);
	}

	@Override
	public Socket createSocket(InetAddress host, int port) throws IOException {
		return createSocket(this.connections.createSocket(host, port), host.getHostAddress(), port, true);
	}

	@Override
	public Socket createSocket(InetAddress host, int port, InetAddress localHost, int localPort) throws IOException {
		return createSocket(this.connections.createSocket(host, port, localHost, localPort), host.getHostAddress(),
				port, true);
	}

	@Override
	public String[] getDefaultCipherSuites() {
		return this.other.getDefaultCipherSuites();
	}

	@Override
	public String[] getSupportedCipherSuites() {
		return this.other.getSupportedCipherSuites();
	}

}
