package dev.latchkey.datastore;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes a connection to Redis on which a command has had no answer for too long. Lettuce
 * alone would time out each command and keep the connection: it would ask a server that
 * hangs, or is behind a dead link, for ever, and with Sentinel never the new master.
 * After the close Lettuce connects again, to the present master; until that works,
 * commands fail at once instead of after their timeout. Runs in the connection's own
 * thread.
 */
class StalledConnectionHandler extends ChannelDuplexHandler {

	private static final Logger logger = LoggerFactory.getLogger(StalledConnectionHandler.class);

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
			logger.warn("Redis at {} does not answer; connecting again", context.channel().remoteAddress());
			this.waiting = false;
			context.close().addListener(ChannelFutureListener.FIRE_EXCEPTION_ON_FAILURE);
		}
	}

}
