package dev.latchkey.audit;

import dev.latchkey.audit.store.EventType;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.event.CircuitBreakerOnStateTransitionEvent;

/**
 * Records when Redis stops answering, or turns out to be another installation's, and when
 * it can be used again. In between, the circuit breaker tries twice a second; those
 * attempts are not recorded.
 */
class RedisStateListener {

	private final EventRecorder recorder;

	RedisStateListener(CircuitBreaker breaker, EventRecorder recorder) {
		this.recorder = recorder;
		breaker.getEventPublisher().onStateTransition(this::changed);
	}

	private void changed(CircuitBreakerOnStateTransitionEvent event) {
		switch (event.getStateTransition()) {
			case CLOSED_TO_OPEN, CLOSED_TO_FORCED_OPEN -> record(EventType.DEPENDENCY_DOWN);
			case HALF_OPEN_TO_CLOSED, FORCED_OPEN_TO_CLOSED -> record(EventType.DEPENDENCY_UP);
			default -> {
			}
		}
	}

	private void record(EventType type) {
		this.recorder.record(new AuditEventBuilder(type, RequestOrigin.NONE).about("redis"));
	}

}
