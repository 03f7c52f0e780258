package dev.latchkey.datastore;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.util.concurrent.Future;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Closes a connection to Redis on which a question has had no answer for too long.
 * Lettuce alone would time out each command and keep the connection: a server that hangs,
 * or is behind a dead link, would be asked for ever, and with Sentinel the new master
 * never. Closed, it is connected again, to whoever is the master by then; and until that
 * works commands fail at once instead of after their timeout. Runs in the connection's
 * own thread.
 */
class StalledConnectionHandler extends ChannelDuplexHandler {

	private static final Log logger = LogFactory.getLog(StalledConnectionHandler.class);

	private static final int CHECKS = 4;

	private final long patience;

	private @Nullable Future<?> checks;

	private boolean waiting;

	private long waitingSince;

	StalledConnectionHandler(Duration patience) {
		this.patience = patience.toNanos();
	}

	@Override
	public void channelActive(ChannelHandlerContext context) {
		long interval = this.patience / CHECKS;
		this.checks = context.executor()
			.scheduleAtFixedRate(() -> check(context), interval, interval, TimeUnit.NANOSECONDS);
		context.fireChannelActive();
	}

	@Override
	public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) throws Exception {
		if (!this.waiting) {
			this.waiting = true;
			this.waitingSince = System.nanoTime();
		}
		super.write(context, message, promise);
	}

	@Override
	public void channelRead(ChannelHandlerContext context, Object message) {
		this.waiting = false;
		context.fireChannelRead(message);
	}

	@Override
	public void channelInactive(ChannelHandlerContext context) {
		if (this.checks != null) {
			this.checks.cancel(false);
		}
		context.fireChannelInactive();
	}

	private void check(ChannelHandlerContext context) {
		if (this.waiting && System.nanoTime() - this.waitingSince > this.patience) {
			logger.warn("Redis at %s does not answer; connecting again".formatted(context.channel().remoteAddress()));
			this.waiting = false;
			context.close().addListener(ChannelFutureListener.FIRE_EXCEPTION_ON_FAILURE);
		}
	}

}
