package dev.latchkey.account.first;

import java.io.PrintStream;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.stream.Stream;

import dev.latchkey.url.PublicUrl;
import org.jspecify.annotations.Nullable;

import org.springframework.core.env.Environment;

/**
 * The box in which the generated password of the first administrator is printed, with the
 * address at which it is to be typed.
 */
final class FirstPasswordBox {

	private static final String TEXT = """

			======================================================================
			  Latchkey is ready%s.

			  There was no account yet, so Latchkey has created one:

			      username: %s
			      password: %s

			  This password is shown only now, and has to be changed at the first
			  login.
			======================================================================
			""";

	private final Environment environment;

	private final PublicUrl publicUrl;

	private final PrintStream console;

	/**
	 * Create a box.
	 * @param console where it is printed; not a logger, whose lines are kept and sent on
	 */
	FirstPasswordBox(Environment environment, PublicUrl publicUrl, PrintStream console) {
		this.environment = environment;
		this.publicUrl = publicUrl;
		this.console = console;
	}

	/**
	 * Print the box.
	 */
	void print(String username, String password) {
		String address = address();
		this.console.print(TEXT.formatted((address != null) ? " at " + address : "", username, password));
		this.console.flush();
	}

	/**
	 * Return where people sign in; where that is not said, where a browser on this
	 * machine finds the service, or {@code null} where no port is open.
	 */
	private @Nullable String address() {
		if (this.publicUrl.isKnown()) {
			return this.publicUrl.urlOf("");
		}
		String port = this.environment.getProperty("local.server.port");
		if (port == null) {
			return null;
		}
		boolean secure = Stream.of("bundle", "key-store", "certificate")
			.anyMatch((part) -> this.environment.containsProperty("server.ssl." + part));
		return (secure ? "https://" : "http://") + host() + ":" + port
				+ this.environment.getProperty("server.servlet.context-path", "");
	}

	private String host() {
		InetAddress bound = this.environment.getProperty("server.address", InetAddress.class);
		if (bound == null || bound.isAnyLocalAddress() || bound.isLoopbackAddress()) {
			return "localhost";
		}
		return (bound instanceof Inet6Address) ? "[" + bound.getHostAddress() + "]" : bound.getHostAddress();
	}

}
