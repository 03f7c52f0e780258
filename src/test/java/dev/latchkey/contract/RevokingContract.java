package dev.latchkey.contract;

import java.util.List;

import dev.latchkey.account.username.InvalidUsernameException;
import dev.latchkey.account.username.Username;
import dev.latchkey.harness.Answer;
import dev.latchkey.harness.Client;
import dev.latchkey.harness.Person;
import dev.latchkey.harness.Registered;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Ending a session by showing a credential of it (RFC 7009).
 */
abstract class RevokingContract extends Contract {

	private Registered application;

	@BeforeEach
	void register() {
		this.application = Registered.at(this.latchkey);
	}

	private void revokes(String token) {
		Answer answer = this.application.revoke(token).expect(200);
		assertThat(answer.body()).isEmpty();
		assertThat(answer.cookies()).isEmpty();
		assertThat(answer.header("Clear-Site-Data")).isEmpty();
	}

	@ParameterizedTest
	@EnumSource
	void endsTheSessionThatTheCredentialNames(Door door) {
		Person alice = someone();
		Client client = door.open(this.latchkey, alice);
		Client other = this.latchkey.login(alice);
		revokes(client.credential());
		hasEnded(client, "logged_out");
		this.application.introspectInactive(client.credential());
		client.refreshToken().ifPresent((token) -> client.refresh().expectEnded("logged_out"));
		isSignedIn(other);
	}

	@Test
	void endsTheSessionThatARefreshTokenNames() {
		Client client = this.latchkey.login(someone());
		client.refreshToken().ifPresent((token) -> {
			revokes(token);
			hasEnded(client, "logged_out");
		});
	}

	@Test
	void saysTheSameTheSecondTimeAndOfWhatIsNobodys() {
		Client client = this.latchkey.login(someone());
		for (String token : List.of(client.credential(), client.credential(), "garbage", "a.b.c", "é\0🦉", " ",
				"x".repeat(10_000), "A".repeat(43))) {
			revokes(token);
		}
	}

	@Test
	void writesDownWhichApplicationDidIt() {
		Client client = this.latchkey.login(someone());
		String handle = OwnSessionsContract.handleOf(client);
		revokes(client.credential());
		String actor = this.latchkey.sql()
			.sql("select actor from revocation where handle = ?")
			.param(handle)
			.query(String.class)
			.single();
		assertThat(actor).isEqualTo("application/" + this.application.clientId());
		assertThatExceptionOfType(InvalidUsernameException.class).isThrownBy(() -> Username.of(actor).canonical());
	}

}
