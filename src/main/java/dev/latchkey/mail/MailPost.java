package dev.latchkey.mail;

import dev.latchkey.account.EmailAddress;
import dev.latchkey.account.InvalidEmailException;
import dev.latchkey.crypto.RandomIds;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.jspecify.annotations.Nullable;

import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSender;

/**
 * Hands letters to the mail server, if there is one.
 */
class MailPost {

	private static final String UTF_8 = "UTF-8";

	// RFC 5321, 4.2.1
	private static final int PERMANENT = 500;

	private final @Nullable JavaMailSender server;

	private final @Nullable InternetAddress from;

	MailPost(@Nullable JavaMailSender server, @Nullable InternetAddress from) {
		this.server = server;
		this.from = from;
	}

	boolean isOpen() {
		return this.server != null && this.from != null;
	}

	/**
	 * Hand a letter over, and wait until the mail server has taken it.
	 * @param address where it goes; it is checked again, as a line break in it would
	 * begin a header
	 * @throws MailRefusedException if the server refused it for good
	 * @throws org.springframework.mail.MailException if it did not take it now
	 */
	void send(String address, LetterText text) {
		@Nullable JavaMailSender open = this.server;
		@Nullable InternetAddress sender = this.from;
		if (open == null || sender == null) {
			throw new IllegalStateException("There is no mail server");
		}
		MimeMessage message = open.createMimeMessage();
		try {
			write(message, sender, address, text);
		}
		catch (MessagingException | InvalidEmailException ex) {
			throw new MailRefusedException(ex);
		}
		try {
			open.send(message);
		}
		catch (MailSendException ex) {
			if (isPermanent(ex) || ex.getFailedMessages().values().stream().anyMatch(MailPost::isPermanent)) {
				throw new MailRefusedException(ex);
			}
			throw ex;
		}
	}

	private static void write(MimeMessage message, InternetAddress from, String address, LetterText text)
			throws MessagingException {
		// the library's own would name this machine
		message.setHeader("Message-ID",
				"<" + RandomIds.next() + from.getAddress().substring(from.getAddress().lastIndexOf('@')) + ">");
		message.setFrom(from);
		message.setRecipient(MimeMessage.RecipientType.TO, new InternetAddress(EmailAddress.of(address).text(), true));
		message.setSubject(text.subject(), UTF_8);
		// RFC 3834, 5: no automatic reply to it
		message.setHeader("Auto-Submitted", "auto-generated");
		message.setHeader("Content-Language", text.language());
		MimeBodyPart plain = new MimeBodyPart();
		plain.setText(text.plain(), UTF_8);
		MimeBodyPart html = new MimeBodyPart();
		html.setText(text.html(), UTF_8, "html");
		message.setContent(new MimeMultipart("alternative", plain, html));
	}

	private static boolean isPermanent(Throwable failure) {
		@Nullable Throwable cause = failure;
		while (cause != null) {
			if (code(cause) >= PERMANENT) {
				return true;
			}
			cause = (cause instanceof MessagingException messaging && messaging.getNextException() != null)
					? messaging.getNextException() : cause.getCause();
		}
		return false;
	}

	private static int code(Throwable failure) {
		if (failure instanceof SMTPAddressFailedException refused) {
			return refused.getReturnCode();
		}
		return (failure instanceof SMTPSendFailedException refused) ? refused.getReturnCode() : 0;
	}

}
