package dev.latchkey.mail;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import dev.latchkey.account.Accounts;
import dev.latchkey.account.TestAccounts;
import dev.latchkey.harness.MailServer;
import dev.latchkey.revocation.LogNodes;
import dev.latchkey.url.PublicUrl;
import dev.latchkey.url.TestIssuers;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/**
 * A node that sends letters, put together by hand.
 */
final class MailNode implements AutoCloseable {

	/** With a server that only seems to answer; a slow machine is none. */
	static final Duration LONGEST_CONNECTION = Duration.ofSeconds(4);

	private final ExecutorService threads = Executors.newFixedThreadPool(MailDispatch.AT_ONCE);

	final LetterOutbox outbox;

	final MailDispatch dispatch;

	final LinkDelivery delivery;

	final Accounts accounts;

	/** What happens each time when it has looked for letters. */
	volatile Runnable looked = () -> {
	};

	/** What it has published. */
	final List<Object> events = new CopyOnWriteArrayList<>();

	MailNode(LogNodes.Node node, int port, String brand) throws AddressException {
		this(node, port, brand, Map.of());
	}

	/**
	 * Put one together with more settings of the mail library.
	 */
	MailNode(LogNodes.Node node, int port, String brand, Map<String, ?> more) throws AddressException {
		JavaMailSenderImpl server = new JavaMailSenderImpl();
		server.setHost("127.0.0.1");
		server.setPort(port);
		server.getJavaMailProperties().putAll(more);
		for (String timeout : List.of("connectiontimeout", "timeout", "writetimeout")) {
			server.getJavaMailProperties().put("mail.smtp." + timeout, MailServer.isAt(port) ? "20000" : "1000");
		}
		ExpiringSocketFactory.limit(server, MailServer.isAt(port) ? Duration.ofMinutes(1) : LONGEST_CONNECTION);
		MailPost post = new MailPost(server, new InternetAddress("login@example.com"));
		LetterRows rows = new LetterRows(node.jdbc, new JdbcTemplate(node.database)) {

			@Override
			List<Letter> findDue(int most) {
				List<Letter> found = super.findDue(most);
				MailNode.this.looked.run();
				return found;
			}

		};
		MailLinks links = new MailLinks(node.jdbc, new JdbcTemplate(node.database));
		this.accounts = TestAccounts.on(node.jdbc, node.transaction);
		LetterSender sender = new LetterSender(rows, links, this.accounts, new LetterWriter(brand), post,
				node.transaction, this.events::add);
		PublicUrl publicUrl = new PublicUrl(List.of("https://login.example.com"), "");
		this.dispatch = new MailDispatch(rows, links, sender, post, this.threads);
		this.outbox = new LetterOutbox(rows, this.dispatch, post, TestIssuers.of(publicUrl));
		this.delivery = new LinkDelivery(this.outbox, links, TestIssuers.of(publicUrl), this.events::add);
	}

	@Override
	public void close() {
		this.threads.shutdownNow();
	}

}
