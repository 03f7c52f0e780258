package dev.latchkey.contract;

import java.util.Set;
import java.util.stream.Collectors;

import dev.latchkey.harness.Client;
import dev.latchkey.harness.Person;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * P7: after bad input of any kind who was signed in still is, and nothing stays behind.
 */
public abstract class BadInputContract extends Contract {

	/** Signed in with cookies. */
	public Client client;

	private long sessions;

	private Set<String> keys = Set.of();

	@BeforeEach
	protected void count() {
		Person alice = someone();
		this.client = client();
		this.client.loginForCookies(alice).expect(200);
		this.client.csrf();
		admin();
		this.sessions = this.latchkey.sessionRows();
		this.keys = keys();
	}

	@AfterEach
	protected void leavesNothingBehind() {
		isSignedIn(this.client);
		assertThat(this.latchkey.sessionRows()).isEqualTo(this.sessions);
		assertThat(keys()).isEqualTo(this.keys);
	}

	/**
	 * Return what may not change in Redis: all but the budgets, and what a node tries
	 * whether it can be written. These go by themselves.
	 */
	public Set<String> keys() {
		return this.latchkey.redisKeys()
			.stream()
			.filter((key) -> !key.startsWith("latchkey:throttle:") && !key.startsWith("latchkey:ready:"))
			.collect(Collectors.toSet());
	}

	/**
	 * Require that an answer does not tell how the service is built.
	 */
	public static void saysNothing(String answer, Object input) {
		assertThat(answer).as("for %.2000s", input)
			.doesNotContain("\tat ", "java.", "Exception", "springframework", "SQL [", "insert into", "tomcat",
					"Tomcat");
	}

}
