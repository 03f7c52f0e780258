package dev.latchkey.mail;

import java.util.Collection;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.mail.MailException;
import org.springframework.mail.MailSendException;

/**
 * Says why a letter was not sent, for the log. The kinds of the exceptions have to do, as
 * their texts may name a person's address.
 */
final class MailFailure {

	private static final int MOST = 8;

	private MailFailure() {
	}

	/**
	 * Return the kinds of the exceptions, each after the one that it has caused.
	 */
	static String kinds(MailException failure) {
		return Stream.<Throwable>iterate(failure, (one) -> one != null, MailFailure::cause)
			.limit(MOST)
			.map((one) -> one.getClass().getSimpleName())
			.collect(Collectors.joining(" caused by "));
	}

	private static @Nullable Throwable cause(Throwable failure) {
		if (failure instanceof MailSendException sending) {
			// those of letters are no causes
			Collection<Exception> ofLetters = sending.getFailedMessages().values();
			return Stream.concat(ofLetters.stream(), Stream.ofNullable(failure.getCause())).findFirst().orElse(null);
		}
		return failure.getCause();
	}

}
