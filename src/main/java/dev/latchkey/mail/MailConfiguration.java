package dev.latchkey.mail;

import java.time.Duration;

import dev.latchkey.account.Accounts;
import dev.latchkey.brand.Brand;
import dev.latchkey.startup.StartupException;
import dev.latchkey.url.Issuer;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.transaction.support.TransactionOperations;

@Configuration(proxyBeanMethods = false)
@Import({ ChangeLetters.class, LetterRows.class, MailLinks.class })
class MailConfiguration {

	private static final Logger logger = LoggerFactory.getLogger(MailConfiguration.class);

	private static final Duration LOOK_INTERVAL = Duration.ofSeconds(1);

	/** A node has a letter to itself for longer. */
	private static final Duration LONGEST_CONNECTION = Duration.ofMinutes(1);

	private static final Duration PURGE_INTERVAL = Duration.ofMinutes(1);

	@Bean
	MailPost mailPost(ObjectProvider<JavaMailSender> server, MailSettings settings) {
		@Nullable JavaMailSender found = server.getIfAvailable();
		@Nullable String from = settings.from();
		if (found != null && (from == null || from.isBlank())) {
			logger.warn("No mail is sent: spring.mail.host is set, and latchkey.mail.from is not");
		}
		if (found instanceof JavaMailSenderImpl sender) {
			ExpiringSocketFactory.limit(sender, LONGEST_CONNECTION);
		}
		return new MailPost(found, (from == null || from.isBlank()) ? null : sender(from));
	}

	private static InternetAddress sender(String from) {
		try {
			InternetAddress[] addresses = InternetAddress.parse(from, true);
			if (addresses.length == 1) {
				return addresses[0];
			}
		}
		catch (AddressException ex) {
			logger.debug("latchkey.mail.from cannot be read", ex);
		}
		throw new StartupException("latchkey.mail.from is not one e-mail address.",
				"Set it to an address, with a name if you like, as in Login <login@example.com>.");
	}

	@Bean
	LetterWriter letterWriter(Brand brand) {
		return new LetterWriter(brand.name());
	}

	@Bean
	LetterSender letterSender(LetterRows rows, MailLinks links, Accounts accounts, LetterWriter writer, MailPost post,
			TransactionOperations transaction, ApplicationEventPublisher events) {
		return new LetterSender(rows, links, accounts, writer, post, transaction, events);
	}

	@Bean(defaultCandidate = false)
	ThreadPoolTaskExecutor mailExecutor() {
		ThreadPoolTaskExecutor executor = new ThreadPoolTaskExecutor();
		executor.setThreadNamePrefix("mail-");
		executor.setCorePoolSize(MailDispatch.AT_ONCE);
		executor.setMaxPoolSize(MailDispatch.AT_ONCE);
		executor.setAllowCoreThreadTimeOut(true);
		executor.setDaemon(true);
		return executor;
	}

	@Bean
	MailDispatch mailDispatch(LetterRows rows, MailLinks links, LetterSender sender, MailPost post,
			@Qualifier("mailExecutor") ThreadPoolTaskExecutor executor) {
		return new MailDispatch(rows, links, sender, post, executor);
	}

	@Bean
	LetterOutbox outbox(LetterRows rows, MailDispatch dispatch, MailPost post, Issuer issuer) {
		return new LetterOutbox(rows, dispatch, post, issuer);
	}

	@Bean
	LinkDelivery linkDelivery(LetterOutbox outbox, MailLinks links, Issuer issuer, ApplicationEventPublisher events) {
		return new LinkDelivery(outbox, links, issuer, events);
	}

	@Bean
	SchedulingConfigurer mailLooks(MailDispatch dispatch) {
		return (tasks) -> {
			tasks.addFixedDelayTask(dispatch, LOOK_INTERVAL);
			tasks.addFixedDelayTask(dispatch::purge, PURGE_INTERVAL);
		};
	}

}
