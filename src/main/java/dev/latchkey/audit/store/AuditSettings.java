package dev.latchkey.audit.store;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.Assert;

/**
 * The event log.
 *
 * @param retention how long an event is kept
 * @param buffer how many events may wait for the database
 */
@ConfigurationProperties("latchkey.audit")
public record AuditSettings(@DefaultValue("90d") Duration retention, @DefaultValue("10000") int buffer) {

	public AuditSettings {
		Assert.isTrue(retention.toHours() >= 1, "latchkey.audit.retention has to be an hour at least");
		Assert.isTrue(buffer >= 2, "latchkey.audit.buffer has to be 2 at least");
	}

}
