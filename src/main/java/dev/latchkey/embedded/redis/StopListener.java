package dev.latchkey.embedded.redis;

import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextClosedEvent;

/**
 * Tells the embedded Redis that the service begins to stop, long before it is its turn.
 *
 * @param redis the embedded Redis
 */
record StopListener(EmbeddedRedis redis) implements ApplicationListener<ContextClosedEvent> {

	@Override
	public void onApplicationEvent(ContextClosedEvent event) {
		this.redis.expectEnd();
	}

}
