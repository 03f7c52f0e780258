package dev.latchkey.harness;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A real mail server in this JVM, one for all tests. As an extension it comes before
 * {@link RunsIn}, whose application is told its port.
 */
public final class MailServer implements BeforeAllCallback {

	/** Setting: where it is. */
	public static final String HOST = "spring.mail.host=127.0.0.1";

	/** Setting: its port. */
	public static final String PORT = "spring.mail.port=${latchkey.tests.smtp}";

	/** Setting: whom letters come from. */
	public static final String FROM = "latchkey.mail.from=Latchkey <login@example.com>";

	private static final Pattern LINK = Pattern.compile("https?://\\S+/(reset|invitation|email)/([A-Za-z0-9_-]{43})");

	private static final GreenMail SERVER = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

	private static boolean started;

	@Override
	public void beforeAll(ExtensionContext context) {
		start();
	}

	private static synchronized void start() {
		if (!started) {
			SERVER.start();
			System.setProperty("latchkey.tests.smtp", String.valueOf(SERVER.getSmtp().getPort()));
			started = true;
		}
	}

	/**
	 * Tell whether it is this one that listens.
	 * @param port a port of this machine
	 * @return whether this one has the port
	 */
	public static synchronized boolean isAt(int port) {
		return started && SERVER.getSmtp().getPort() == port;
	}

	/**
	 * Return what an address has got.
	 * @param address the address
	 * @return the letters, the oldest first
	 */
	public static List<MimeMessage> letters(String address) {
		return Arrays.asList(SERVER.getReceivedMessagesForDomain(address));
	}

	/**
	 * Return all that there is.
	 * @return the letters, the oldest first
	 */
	public static List<MimeMessage> letters() {
		return Arrays.asList(SERVER.getReceivedMessages());
	}

	/**
	 * Wait for a letter.
	 * @param address to which address
	 * @param subject about what
	 * @return the first one
	 */
	public static MimeMessage await(String address, String subject) {
		return await(address, subject, 1);
	}

	/**
	 * Wait until an address has got so many letters about something.
	 * @param address the address
	 * @param subject about what
	 * @param many how many
	 * @return the last of them
	 */
	public static MimeMessage await(String address, String subject, int many) {
		Awaitility.await()
			.atMost(Duration.ofSeconds(20))
			.pollInterval(Duration.ofMillis(20))
			.until(() -> about(address, subject).size() >= many);
		return about(address, subject).get(many - 1);
	}

	/**
	 * Wait for a letter with a link, in whatever language it is.
	 * @param address to which address
	 * @param kind what the link leads to: the first segment of its path
	 * @return the token in the link
	 */
	public static String awaitToken(String address, String kind) {
		Awaitility.await()
			.atMost(Duration.ofSeconds(20))
			.pollInterval(Duration.ofMillis(20))
			.until(() -> withLink(address, kind).findAny().isPresent());
		return token(withLink(address, kind).findFirst().orElseThrow());
	}

	private static Stream<MimeMessage> withLink(String address, String kind) {
		return letters(address).stream().filter((letter) -> plain(letter).contains("/" + kind + "/"));
	}

	/**
	 * Return what an address has got about something.
	 * @param address the address
	 * @param subject about what
	 * @return the letters, the oldest first
	 */
	public static List<MimeMessage> about(String address, String subject) {
		return letters(address).stream().filter((letter) -> subject.equals(subject(letter))).toList();
	}

	private static String subject(MimeMessage letter) {
		try {
			return letter.getSubject();
		}
		catch (MessagingException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Return the token in a letter's link.
	 * @param letter the letter
	 * @return the token
	 */
	public static String token(MimeMessage letter) {
		Matcher link = LINK.matcher(plain(letter));
		if (!link.find()) {
			throw new IllegalStateException("There is no link in " + plain(letter));
		}
		Secrets.used(link.group(2));
		return link.group(2);
	}

	/**
	 * Return the plain text of a letter.
	 * @param letter the letter
	 * @return the text
	 */
	public static String plain(MimeMessage letter) {
		return part(letter, 0);
	}

	/**
	 * Return the HTML of a letter.
	 * @param letter the letter
	 * @return the text
	 */
	public static String html(MimeMessage letter) {
		return part(letter, 1);
	}

	private static String part(MimeMessage letter, int index) {
		try {
			BodyPart part = ((MimeMultipart) letter.getContent()).getBodyPart(index);
			return (String) part.getContent();
		}
		catch (MessagingException | IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
