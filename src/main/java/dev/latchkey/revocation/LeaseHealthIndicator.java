package dev.latchkey.revocation;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Says whether this node can tell what has ended: whether its lease is fresh, which takes
 * a write to the database and a read of the log. A database that only answers, such as
 * one that has become read-only, is not enough.
 */
class LeaseHealthIndicator implements HealthIndicator {

	private final RevocationView view;

	LeaseHealthIndicator(RevocationView view) {
		this.view = view;
	}

	@Override
	public Health health() {
		return (this.view.isFresh() ? Health.up() : Health.down()).build();
	}

}
