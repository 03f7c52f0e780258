package dev.latchkey.recovery;

import java.util.function.Supplier;

import dev.latchkey.mail.InvalidLinkException;
import dev.latchkey.throttle.AttemptPayment;
import dev.latchkey.throttle.AuthenticationAttempt;
import dev.latchkey.throttle.Throttle;

import org.springframework.context.ApplicationEventPublisher;

/**
 * Stands before every use of a link, and counts wrong ones for each network (ASVS 5.0
 * 6.6.3). A token is too long to be guessed; but each one that is shown has the database
 * asked, and an attempt has to leave an event.
 */
class LinkGuard {

	private final Throttle throttle;

	private final ApplicationEventPublisher events;

	LinkGuard(Throttle throttle, ApplicationEventPublisher events) {
		this.throttle = throttle;
		this.events = events;
	}

	/**
	 * Use a link, which costs nothing if it is good.
	 * @param <T> what it gives
	 * @param link what the client shows
	 * @param use what is done with the link
	 * @return what that gives
	 * @throws InvalidLinkException if it is not good
	 * @throws dev.latchkey.throttle.TooManyAttemptsException if too many were not
	 */
	<T> T use(ShownLink link, Supplier<T> use) {
		try (AttemptPayment payment = this.throttle.pay(AuthenticationAttempt.ofLink(link.address()))) {
			try {
				return use.get();
			}
			catch (InvalidLinkException ex) {
				this.events.publishEvent(new LinkRefused(link.purpose()));
				// last: if the failure could not be recorded, it costs nothing
				payment.forfeit();
				throw ex;
			}
		}
	}

}
