package dev.latchkey.mail;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What letters say of their sender.
 *
 * @param from the address that letters come from, with a name if there is to be one, as
 * in {@code Login <login@example.com>}. Without it, or without {@code spring.mail.host},
 * no mail is sent
 */
@ConfigurationProperties("latchkey.mail")
record MailSettings(@Nullable String from) {
}
