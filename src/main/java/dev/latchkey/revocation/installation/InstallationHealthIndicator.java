package dev.latchkey.revocation.installation;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Reports Redis as down where it belongs to another installation: it answers, but this
 * installation must not use it.
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
