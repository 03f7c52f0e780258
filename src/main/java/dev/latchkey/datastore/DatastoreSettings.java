package dev.latchkey.datastore;

import java.time.Duration;

import org.hibernate.validator.constraints.time.DurationMin;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How a start waits for the database.
 *
 * @param patience how long a start waits for a database that does not answer yet;
 * {@code 0s} for not at all
 */
@Validated
@ConfigurationProperties("latchkey.datastore")
record DatastoreSettings(@DefaultValue("60s") @DurationMin Duration patience) {
}
