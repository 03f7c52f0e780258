package dev.latchkey.mail;

import javax.net.ServerSocketFactory;

import dev.latchkey.harness.Ports;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.mail.MailException;
import org.springframework.mail.SimpleMailMessage;
import org.springframework.mail.javamail.JavaMailSenderImpl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * What the log says of mail servers that take nothing.
 */
class MailFailureTests {

	@Test
	void tellsThatThereIsNoServer() {
		assertThat(kinds(Ports.free()))
			.isEqualTo("MailSendException caused by MailConnectException caused by ConnectException");
	}

	@ParameterizedTest
	@ValueSource(strings = { "450 come again", "550 no alice@people.example here" })
	void tellsThatTheServerRefusedWithoutTheAddress(String refusal) throws Exception {
		try (StubbornServer server = new StubbornServer(refusal, ServerSocketFactory.getDefault())) {
			assertThat(kinds(server.port())).startsWith("MailSendException caused by ").doesNotContain("alice");
		}
	}

	private static String kinds(int port) {
		JavaMailSenderImpl sender = new JavaMailSenderImpl();
		sender.setHost("127.0.0.1");
		sender.setPort(port);
		SimpleMailMessage message = new SimpleMailMessage();
		message.setFrom("login@people.example");
		message.setTo("alice@people.example");
		message.setText("Hello");
		return MailFailure.kinds(catchThrowableOfType(MailException.class, () -> sender.send(message)));
	}

}
