package dev.latchkey.mail;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import javax.net.ServerSocketFactory;

import com.icegreen.greenmail.util.DummySSLServerSocketFactory;
import com.icegreen.greenmail.util.DummySSLSocketFactory;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.latchkey.harness.MailServer;
import dev.latchkey.harness.Ports;
import dev.latchkey.harness.TestDatabase;
import dev.latchkey.revocation.LogNodes;
import jakarta.mail.Header;
import jakarta.mail.internet.MimeMessage;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.dao.DataAccessResourceFailureException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The outbox, with mail servers of all kinds.
 */
@ExtendWith(MailServer.class)
class MailDispatchTests {

	private static final String SUBJECT = "Choose a new password for Latchkey";

	private final List<AutoCloseable> opened = new ArrayList<>();

	private LogNodes nodes;

	private String address;

	@BeforeEach
	void begin() {
		on(TestDatabase.H2);
	}

	private void on(TestDatabase database) {
		this.nodes = LogNodes.on(database);
		this.nodes.jdbc.sql("delete from mail_letter").update();
		this.nodes.jdbc.sql("delete from mail_link").update();
		this.nodes.account("alice");
		this.address = "alice" + System.nanoTime() + "@dispatch.example";
		confirm(this.address);
	}

	private void confirm(String confirmed) {
		this.nodes.jdbc.sql("update account set email = ?, email_key = ?, email_confirmed_at = current_timestamp")
			.params(confirmed, confirmed.toLowerCase(Locale.ROOT))
			.update();
	}

	@AfterEach
	void close() throws Exception {
		for (AutoCloseable one : this.opened) {
			one.close();
		}
	}

	private MailNode node(int port) throws Exception {
		MailNode node = new MailNode(this.nodes.node(), port, "Latchkey");
		this.opened.add(node);
		return node;
	}

	private static int realPort() {
		return Integer.getInteger("latchkey.tests.smtp");
	}

	private static void send(MailNode node) {
		node.outbox.add(LetterKind.RESET, "alice");
		node.dispatch.run();
	}

	private StubbornServer server(String answer) throws Exception {
		return server(answer, ServerSocketFactory.getDefault());
	}

	private StubbornServer server(String answer, ServerSocketFactory sockets) throws Exception {
		StubbornServer server = new StubbornServer(answer, sockets);
		this.opened.add(server);
		return server;
	}

	private MailNode nodeWithTls(int port, boolean bundle) throws Exception {
		Map<String, Object> settings = new HashMap<>(
				Map.of("mail.smtp.ssl.enable", "true", "mail.smtp.ssl.checkserveridentity", "false"));
		if (bundle) {
			// where spring.mail.ssl.bundle is set, Spring Boot puts a factory there
			settings.put("mail.smtp.ssl.socketFactory", new DummySSLSocketFactory());
		}
		else {
			settings.put("mail.smtp.ssl.trust", "*");
		}
		MailNode node = new MailNode(this.nodes.node(), port, "Latchkey", settings);
		this.opened.add(node);
		return node;
	}

	private Map<String, Object> letter() {
		return this.nodes.jdbc.sql("select attempt, sent_at, due_at > current_timestamp as later from mail_letter")
			.query()
			.singleRow();
	}

	private long count(String table) {
		return this.nodes.jdbc.sql("select count(*) from " + table).query(Long.class).single();
	}

	private void awaitAttempt(int attempt) {
		Awaitility.await()
			.atMost(Duration.ofSeconds(20))
			.until(() -> letter().get("attempt").equals(attempt) && (Boolean) letter().get("later")
					&& count("mail_link") == 0);
	}

	@ParameterizedTest
	@EnumSource(TestDatabase.class)
	void sendsALetterFromOneOfTwoNodes(TestDatabase database) throws Exception {
		on(database);
		MailNode one = node(realPort());
		MailNode other = node(realPort());
		for (int i = 0; i < 30; i++) {
			this.nodes.account("person" + i);
			((i % 2 == 0) ? one : other).outbox.add(LetterKind.NEW_DEVICE, "person" + i, this.address, "");
			other.dispatch.run();
			one.dispatch.run();
		}
		Awaitility.await()
			.atMost(Duration.ofSeconds(30))
			.until(() -> this.nodes.jdbc.sql("select count(*) from mail_letter where sent_at is null")
				.query(Long.class)
				.single() == 0);
		assertThat(MailServer.letters(this.address)).hasSize(30);
	}

	@Test
	void keepsNoSecretInTheDatabase() throws Exception {
		send(node(realPort()));
		String token = MailServer.token(MailServer.await(this.address, SUBJECT));
		assertThat(count("mail_link")).isEqualTo(1);
		for (String table : List.of("mail_letter", "mail_link")) {
			assertThat(this.nodes.jdbc.sql("select * from " + table).query().listOfRows().toString())
				.doesNotContain(token);
		}
	}

	@Test
	void waitsForAServerThatIsAway() throws Exception {
		send(node(Ports.free()));
		awaitAttempt(1);
		assertThat(letter().get("sent_at")).isNull();
		this.nodes.jdbc.sql("update mail_letter set due_at = current_timestamp").update();
		node(realPort()).dispatch.run();
		MailServer.await(this.address, SUBJECT);
	}

	/**
	 * The node has taken the letter, which is then its own for two minutes.
	 */
	@Test
	void triesAgainSoonWhereTheDatabaseFailedOnTheWay() throws Exception {
		LogNodes.Node unlucky = this.nodes.node();
		MailNode node = new MailNode(unlucky, realPort(), "Latchkey");
		this.opened.add(node);
		unlucky.database.before("for update", () -> {
			throw new DataAccessResourceFailureException("gone");
		});
		send(node);
		Awaitility.await()
			.atMost(Duration.ofSeconds(30))
			.until(() -> this.nodes.jdbc
				.sql("select count(*) from mail_letter where attempt = 1 and sent_at is null"
						+ " and due_at < current_timestamp + interval '1' minute")
				.query(Long.class)
				.single() == 1);
		assertThat(MailServer.letters(this.address)).isEmpty();
	}

	/**
	 * As many as may run have looked and found nothing, and none of them has ended.
	 */
	@Test
	void looksForALetterThatComesWhileItIsAboutToEnd() throws Exception {
		MailNode node = node(realPort());
		CyclicBarrier together = new CyclicBarrier(MailDispatch.AT_ONCE + 1);
		AtomicInteger looks = new AtomicInteger();
		node.looked = () -> {
			if (looks.incrementAndGet() <= MailDispatch.AT_ONCE) {
				meet(together);
				meet(together);
			}
		};
		for (int i = 0; i < MailDispatch.AT_ONCE; i++) {
			node.dispatch.run();
		}
		meet(together);
		node.outbox.add(LetterKind.PASSWORD_CHANGED, "alice", this.address, "");
		meet(together);
		Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> MailServer.letters(this.address).size() == 1);
	}

	private static void meet(CyclicBarrier others) {
		try {
			others.await(20, TimeUnit.SECONDS);
		}
		catch (InterruptedException | BrokenBarrierException | TimeoutException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Test
	void isHeldUpByNoServerThatHangs() throws Exception {
		StubbornServer server = server("");
		MailNode node = node(server.port());
		long begin = System.nanoTime();
		for (int i = 0; i < 100; i++) {
			this.nodes.account("person" + i);
			node.outbox.add(LetterKind.NEW_DEVICE, "person" + i, this.address, "");
		}
		assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(30));
		Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> server.visits.get() >= MailDispatch.AT_ONCE);
		assertThat(server.visits.get()).isLessThanOrEqualTo(5 * MailDispatch.AT_ONCE);
		assertThat(count("mail_letter")).isEqualTo(100);
	}

	@Test
	void leavesAServerThatComesToNoEnd() throws Exception {
		StubbornServer server = server(StubbornServer.ENDLESS);
		send(node(server.port()));
		Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> server.visits.get() == 1);
		awaitAttempt(1);
		assertThat(letter().get("sent_at")).isNull();
		assertThat(server.visits).hasValue(1);
	}

	@Test
	void leavesAServerThatComesToNoEndByTlsOfABundle() throws Exception {
		StubbornServer server = server(StubbornServer.ENDLESS, DummySSLServerSocketFactory.getDefault());
		send(nodeWithTls(server.port(), true));
		Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> server.visits.get() == 1);
		awaitAttempt(1);
		assertThat(letter().get("sent_at")).isNull();
		assertThat(server.visits).hasValue(1);
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void sendsByTls(boolean bundle) throws Exception {
		GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTPS));
		server.start();
		this.opened.add(server::stop);
		send(nodeWithTls(server.getSmtps().getPort(), bundle));
		assertThat(server.waitForIncomingEmail(20_000, 1)).isTrue();
	}

	@Test
	void givesUpWhatIsRefusedForGood() throws Exception {
		MailNode node = node(server("550 no such mailbox").port());
		send(node);
		Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> !node.events.isEmpty());
		assertThat(node.events).containsExactly(new MailGivenUp("alice", "alice", LetterKind.RESET));
		assertThat(count("mail_letter")).isZero();
		assertThat(count("mail_link")).isZero();
	}

	@Test
	void triesAgainWhatIsRefusedForNowUntilItsDayIsOver() throws Exception {
		MailNode node = node(server("450 come again").port());
		send(node);
		awaitAttempt(1);
		assertThat(node.events).isEmpty();
		this.nodes.jdbc.sql("update mail_letter set due_at = current_timestamp, give_up_at = current_timestamp")
			.update();
		node.dispatch.run();
		Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> !node.events.isEmpty());
		assertThat(count("mail_letter")).isZero();
	}

	@ParameterizedTest
	@ValueSource(strings = { "a@b.example\r\nBcc: evil@dispatch.example", "a@b.example, evil@dispatch.example",
			"evil@dispatch.example\u0000", "\"x\r\nBcc: evil@dispatch.example\"@b.example" })
	void sendsNothingToAnAddressThatIsAHeader(String wrong) throws Exception {
		MailNode node = node(realPort());
		node.outbox.add(LetterKind.PASSWORD_CHANGED, "alice", wrong, "");
		Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> !node.events.isEmpty());
		assertThat(MailServer.letters("evil@dispatch.example")).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "X\r\nBcc: evil@dispatch.example", "X\nBcc: evil@dispatch.example",
			"X\u2028Bcc: evil@dispatch.example", "=?utf-8?q?X=0D=0ABcc:_evil=40dispatch.example?=",
			"=?utf-8?b?WA0KQmNjOiBldmlsQGRpc3BhdGNoLmV4YW1wbGU=?=", "X\r\n\r\n<b>body</b>" })
	void putsNothingThatIsTypedIntoAHeader(String typed) throws Exception {
		MailNode node = new MailNode(this.nodes.node(), realPort(), typed);
		this.opened.add(node);
		this.nodes.jdbc.sql("update account set name = ?").param(typed).update();
		for (LetterKind kind : LetterKind.values()) {
			node.outbox.add(kind, "alice", this.address, typed + "\r\n.\r\n" + typed);
		}
		// as the service does each second
		Awaitility.await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
			node.dispatch.run();
			assertThat(this.nodes.jdbc.sql("select kind, attempt from mail_letter where sent_at is null")
				.query()
				.listOfRows()).isEmpty();
			assertThat(MailServer.letters(this.address)).hasSize(LetterKind.values().length);
		});
		for (MimeMessage letter : MailServer.letters(this.address)) {
			assertThat(Collections.list(letter.getAllHeaders())).extracting(Header::getName)
				.doesNotHaveDuplicates()
				.isSubsetOf("Return-Path", "Received", "Date", "From", "To", "Message-ID", "Subject", "MIME-Version",
						"Content-Type", "Auto-Submitted", "Content-Language");
			assertThat(letter.getAllRecipients()).hasSize(1);
			assertThat(letter.getSubject()).doesNotContain("\r", "\n", "\u2028");
			assertThat(letter.getFrom()).hasSize(1);
		}
		assertThat(MailServer.letters("evil@dispatch.example")).isEmpty();
	}

	@Test
	void sendsToAnAddressThatLooksLikeAnEncodedWord() throws Exception {
		String odd = "=?utf-8?q?X=0D=0ABcc?=" + System.nanoTime() + "@dispatch.example";
		MailNode node = node(realPort());
		node.outbox.add(LetterKind.PASSWORD_CHANGED, "alice", odd, "");
		Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> !MailServer.letters(odd).isEmpty());
		MimeMessage letter = MailServer.letters(odd).get(0);
		assertThat(letter.getAllRecipients()).hasSize(1);
		assertThat(letter.getHeader("Bcc")).isNull();
	}

	/**
	 * The node has taken the letter, and made no link yet.
	 */
	@Test
	void makesNoLinkForALetterThatIsTakenBackWhileItIsBeingSent() throws Exception {
		LogNodes.Node slow = this.nodes.node();
		MailNode node = new MailNode(slow, realPort(), "Latchkey");
		this.opened.add(node);
		MailNode other = node(realPort());
		slow.database.before("for update", () -> other.outbox.dropLinks("alice"));
		send(node);
		Awaitility.await().atMost(Duration.ofSeconds(20)).until(slow.database::wentThroughAllSteps);
		// what comes later is sent later
		node.outbox.add(LetterKind.PASSWORD_CHANGED, "alice", this.address, "");
		Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> !MailServer.letters(this.address).isEmpty());
		assertThat(MailServer.about(this.address, SUBJECT)).isEmpty();
		assertThat(count("mail_link")).isZero();
	}

	@ParameterizedTest
	@ValueSource(strings = { "alice", "ALICE ", "{address}", "nobody", "nobody@dispatch.example", "\u0000", "@", "" })
	void sendsTheSameStatementsWhateverIsTyped(String typed) throws Exception {
		LogNodes.Node node = this.nodes.node();
		MailNode idle = new MailNode(node, realPort(), "Latchkey");
		idle.close();
		AtomicInteger statements = new AtomicInteger();
		Runnable count = new Runnable() {
			@Override
			public void run() {
				statements.incrementAndGet();
				node.database.before("", this);
			}
		};
		node.database.before("", count);
		idle.outbox.add(LetterKind.RESET, idle.accounts.idOf(typed.replace("{address}", this.address)).orElse(null));
		node.database.forgetSteps();
		assertThat(statements).hasValue(2);
		assertThat(count("mail_letter")).isEqualTo(1);
	}

	@Test
	void countsALetterThatIsReplacedOnItsWay() throws Exception {
		StubbornServer server = server("");
		MailNode node = node(server.port());
		for (int i = 0; i < 8; i++) {
			node.outbox.replace(LetterKind.EMAIL, "alice", i + this.address, null);
			int visits = Math.min(i + 1, LetterKind.EMAIL.hourly());
			Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> server.visits.get() >= visits);
		}
		Awaitility.await()
			.atMost(Duration.ofSeconds(20))
			.until(() -> this.nodes.jdbc.sql("select count(*) from mail_letter where sent_at is null")
				.query(Long.class)
				.single() == 0);
		assertThat(server.visits.get()).isEqualTo(LetterKind.EMAIL.hourly());
	}

	@Test
	void dropsWhatHasNowhereToGo() throws Exception {
		MailNode node = node(realPort());
		node.outbox.add(LetterKind.RESET, null);
		node.dispatch.run();
		node.outbox.add(LetterKind.RESET, "nobody");
		node.dispatch.run();
		this.nodes.jdbc.sql("update account set email_confirmed_at = null").update();
		send(node);
		Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> count("mail_letter") == 0);
		confirm(this.address);
		this.nodes.jdbc.sql("update account set status = 'disabled'").update();
		send(node);
		Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> count("mail_letter") == 0);
		assertThat(MailServer.letters(this.address)).isEmpty();
		assertThat(count("mail_link")).isZero();
	}

	@Test
	void hasEachLetterInBothLanguages() throws Exception {
		MailNode node = node(realPort());
		for (String language : List.of("en", "de")) {
			this.nodes.jdbc.sql("update account set language = ?").param(language).update();
			Stream.of(LetterKind.values())
				.forEach((kind) -> node.outbox.add(kind, "alice", language + this.address, "a detail"));
			node.dispatch.run();
			Awaitility.await()
				.atMost(Duration.ofSeconds(20))
				.until(() -> MailServer.letters(language + this.address).size() == LetterKind.values().length);
			for (MimeMessage letter : MailServer.letters(language + this.address)) {
				assertThat(letter.getHeader("Content-Language")).containsExactly(language);
				assertThat(letter.getHeader("Auto-Submitted")).containsExactly("auto-generated");
				assertThat(MailServer.plain(letter)).contains("alice", "a detail").doesNotContain("{", "??", "<");
				assertThat(MailServer.html(letter)).contains("alice", "a detail").doesNotContain("??", "th:text");
			}
		}
	}

}
