package dev.latchkey.revocation;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;

import dev.latchkey.revocation.installation.InstallationId;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.data.redis.connection.MessageListener;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.listener.ChannelTopic;
import org.springframework.data.redis.listener.RedisMessageListenerContainer;
import org.springframework.util.backoff.FixedBackOff;

/**
 * The channel over Redis' publish and subscribe, which know no database numbers: so the
 * channel has the installation in its name. A subscription that has fallen silent,
 * because its server hangs or was replaced, is renewed: each node hears its own messages
 * twice a second, so silence means that the subscription is lost.
 */
class RedisChannel implements NodeChannel, DisposableBean {

	private static final String NAME = "latchkey:revocations:";

	private static final Logger logger = LoggerFactory.getLogger(RedisChannel.class);

	private static final long RETRY_MILLIS = 300;

	private static final long SILENCE_NANOS = 2_000_000_000L;

	private static final Duration STOPS_WITHIN = Duration.ofSeconds(5);

	private final InstallationId installation;

	private final StringRedisTemplate redis;

	private final CircuitBreaker breaker;

	private final LongSupplier nanoTime;

	private final RedisMessageListenerContainer subscription = new RedisMessageListenerContainer();

	private volatile @Nullable MessageListener listener;

	private volatile long lastHeard;

	RedisChannel(InstallationId installation, RedisConnectionFactory connections, StringRedisTemplate redis,
			CircuitBreaker breaker, Executor listening, LongSupplier nanoTime) {
		this.installation = installation;
		this.redis = redis;
		this.breaker = breaker;
		this.nanoTime = nanoTime;
		this.subscription.setConnectionFactory(connections);
		this.subscription.setTaskExecutor(listening);
		this.subscription.setRecoveryBackoff(new FixedBackOff(RETRY_MILLIS, FixedBackOff.UNLIMITED_ATTEMPTS));
		this.subscription.setMaxSubscriptionRegistrationWaitingTime(RETRY_MILLIS);
		this.subscription.setErrorHandler((ex) -> logger.warn("A message could not be handled: {}", ex.toString()));
		this.subscription.afterPropertiesSet();
	}

	@Override
	public void send(String message) {
		try {
			String name = name();
			this.breaker.executeRunnable(() -> this.redis.convertAndSend(name, message));
		}
		catch (RuntimeException ex) {
			logger.debug("A message could not be sent; the nodes will pull", ex);
		}
	}

	@Override
	public void onMessage(NodeMessageListener receiver) {
		this.listener = (message, pattern) -> {
			this.lastHeard = this.nanoTime.getAsLong();
			receiver.receive(new String(message.getBody(), StandardCharsets.UTF_8));
		};
	}

	/**
	 * Subscribe, if there is no subscription or it has fallen silent.
	 */
	void listen() {
		try {
			addListener();
			if (this.subscription.isRunning() && this.nanoTime.getAsLong() - this.lastHeard > SILENCE_NANOS) {
				this.subscription.stop();
			}
			if (!this.subscription.isRunning()) {
				this.lastHeard = this.nanoTime.getAsLong();
				this.subscription.start();
			}
		}
		catch (RuntimeException ex) {
			logger.debug("Cannot subscribe; the nodes will pull", ex);
		}
	}

	/**
	 * Add the listener once, before the subscription begins: after that it would fail
	 * while Redis is away. The name of the channel may not be known any sooner.
	 */
	private synchronized void addListener() {
		MessageListener added = this.listener;
		if (added != null) {
			this.subscription.addMessageListener(added, ChannelTopic.of(name()));
			this.listener = null;
		}
	}

	private String name() {
		return NAME + this.installation.value();
	}

	/**
	 * Stop listening. Lettuce may be shut down in the middle of a connection, for which
	 * the subscription would then wait for ever: it must not keep the node from ending.
	 */
	@Override
	public void destroy() throws InterruptedException {
		Thread stopping = new Thread(this::stopListening, "revocation-channel-stop");
		stopping.setDaemon(true);
		stopping.start();
		stopping.join(STOPS_WITHIN.toMillis());
	}

	private void stopListening() {
		try {
			this.subscription.destroy();
		}
		catch (Exception ex) {
			logger.debug("Cannot unsubscribe from the revocation channel", ex);
		}
	}

}
