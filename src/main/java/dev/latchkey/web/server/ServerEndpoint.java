package dev.latchkey.web.server;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

import dev.latchkey.web.server.ClientPlaces.Place;
import org.apache.coyote.Processor;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.NioEndpoint;
import org.apache.tomcat.util.net.SocketBufferHandler;
import org.apache.tomcat.util.net.SocketEvent;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/**
 * Accepts connections, so many of each network, and closes those whose client takes too
 * long for the head of a request. No thread waits for a head, but the container's timeout
 * is for each read and not for all of them.
 */
final class ServerEndpoint extends NioEndpoint {

	private @Nullable ConnectionLimits limits;

	private @Nullable ScheduledFuture<?> watch;

	/**
	 * Set the limits, before the endpoint is started.
	 */
	void limit(ConnectionLimits connectionLimits) {
		this.limits = connectionLimits;
	}

	@Override
	public void startInternal() throws Exception {
		super.startInternal();
		ConnectionLimits watched = this.limits;
		if (watched != null) {
			this.watch = getUtilityExecutor().scheduleWithFixedDelay(() -> closeLateHeads(watched.headTimeout()), 1, 1,
					TimeUnit.SECONDS);
		}
	}

	@Override
	public void stopInternal() {
		if (this.watch != null) {
			this.watch.cancel(false);
		}
		super.stopInternal();
	}

	private void closeLateHeads(Duration timeout) {
		long now = System.nanoTime();
		for (SocketWrapperBase<NioChannel> connection : getConnections()) {
			// it has one between two reads only, in the middle of a request
			if (connection.getCurrentProcessor() instanceof Processor processor && !processor.isAsync()
					&& !processor.isUpgrade() && isOlder(processor.getRequest().getStartTimeNanos(), now, timeout)) {
				processSocket(connection, SocketEvent.ERROR, true);
			}
		}
	}

	private static boolean isOlder(long start, long now, Duration timeout) {
		return start != -1 && now - start > timeout.toNanos();
	}

	/**
	 * Do what the container does for a new connection, with a {@link ServerConnection}.
	 */
	@Override
	protected boolean setSocketOptions(SocketChannel socket) {
		@Nullable ConnectionLimits limited = this.limits;
		if (limited == null || getUnixDomainSocketPath() != null) {
			return super.setSocketOptions(socket);
		}
		@Nullable Place place = null;
		@Nullable ServerConnection connection = null;
		boolean registered = false;
		try {
			place = limited.takePlace(addressOf(socket));
			if (place != null) {
				NioChannel channel = channel();
				connection = new ServerConnection(channel, this, place, limited.waitingAnswers());
				channel.reset(socket, connection);
				this.connections.put(socket, connection);
				socket.configureBlocking(false);
				getSocketProperties().setProperties(socket.socket());
				connection.setReadTimeout(getConnectionTimeout());
				connection.setWriteTimeout(getConnectionTimeout());
				connection.setKeepAliveLeft(getMaxKeepAliveRequests());
				getPoller().register(connection);
				registered = true;
			}
		}
		catch (IOException ex) {
			getLog().debug("A client disconnected at once", ex);
		}
		finally {
			if (!registered) {
				giveUp(socket, place, connection);
			}
		}
		return registered;
	}

	private NioChannel channel() {
		NioChannel cached = (getNioChannels() != null) ? getNioChannels().pop() : null;
		return (cached != null) ? cached
				: createChannel(new SocketBufferHandler(getSocketProperties().getAppReadBufSize(),
						getSocketProperties().getAppWriteBufSize(), getSocketProperties().getDirectBuffer()));
	}

	private void giveUp(SocketChannel socket, @Nullable Place place, @Nullable ServerConnection connection) {
		if (connection != null) {
			connection.close();
			return;
		}
		if (place != null) {
			place.leave();
		}
		destroySocket(socket);
	}

	private static String addressOf(SocketChannel socket) throws IOException {
		SocketAddress client = socket.getRemoteAddress();
		return (client instanceof InetSocketAddress peer) ? peer.getAddress().getHostAddress() : "";
	}

}
