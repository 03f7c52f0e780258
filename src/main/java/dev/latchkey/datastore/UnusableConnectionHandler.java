package dev.latchkey.datastore;

import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.lettuce.core.protocol.CompleteableCommand;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes a connection to a Redis that answers and cannot be used: a replica, as a master
 * is after a failover that left its connections open; one that is loading its data; one
 * that cannot write to its disk. Lettuce alone would keep it for good, although its
 * address leads to another server by now. After the close Lettuce looks the address up,
 * or asks the sentinels, and connects again. A connection lives for a second at least, so
 * that such a Redis is not flooded with new ones. Runs in the connection's own thread.
 */
class UnusableConnectionHandler extends ChannelDuplexHandler {

	private static final Logger logger = LoggerFactory.getLogger(UnusableConnectionHandler.class);

	// as an error begins, or as Redis 6 quotes it from a script
	private static final Pattern UNUSABLE = Pattern
		.compile("(?:^|: -)(READONLY|LOADING|MISCONF|MASTERDOWN|NOREPLICAS) ");

	private static final long SHORTEST_LIFE = Duration.ofSeconds(1).toNanos();

	private final RareLog rare;

	private long since;

	private @Nullable Future<?> closing;

	UnusableConnectionHandler(RareLog rare) {
		this.rare = rare;
	}

	@Override
	public void handlerAdded(ChannelHandlerContext context) {
		this.since = System.nanoTime();
	}

	@Override
	public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) throws Exception {
		if (message instanceof Collection<?> commands) {
			commands.forEach((command) -> watch(context, command));
		}
		else {
			watch(context, message);
		}
		super.write(context, message, promise);
	}

	@Override
	public void channelInactive(ChannelHandlerContext context) {
		if (this.closing != null) {
			this.closing.cancel(false);
		}
		context.fireChannelInactive();
	}

	private void watch(ChannelHandlerContext context, Object message) {
		if (message instanceof CompleteableCommand<?> command) {
			command.onComplete((result, failure) -> {
				if (failure != null) {
					check(context, failure.getMessage());
				}
			});
		}
	}

	private void check(ChannelHandlerContext context, @Nullable String error) {
		Matcher unusable = UNUSABLE.matcher((error != null) ? error : "");
		if (unusable.find()) {
			String kind = unusable.group(1);
			context.executor().execute(() -> close(context, kind));
		}
	}

	private void close(ChannelHandlerContext context, String kind) {
		if (this.closing != null) {
			return;
		}
		if (this.rare.admits(kind)) {
			logger.warn("Redis at {} answers {}, and cannot be used; connecting again",
					context.channel().remoteAddress(), kind);
		}
		long left = Math.max(0, this.since + SHORTEST_LIFE - System.nanoTime());
		this.closing = context.executor().schedule(() -> drop(context), left, TimeUnit.NANOSECONDS);
	}

	private static void drop(ChannelHandlerContext context) {
		context.close().addListener(ChannelFutureListener.FIRE_EXCEPTION_ON_FAILURE);
	}

}
