package dev.latchkey.revocation;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Says that Redis cannot be used where it belongs to another installation: it answers,
 * but what is there is another's.
 */
class InstallationHealthIndicator implements HealthIndicator {

	private final InstallationCheck check;

	InstallationHealthIndicator(InstallationCheck check) {
		this.check = check;
	}

	@Override
	public Health health() {
		return (this.check.isForeign() ? Health.down() : Health.up()).build();
	}

}
