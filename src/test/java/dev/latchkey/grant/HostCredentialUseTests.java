package dev.latchkey.grant;

import java.time.Duration;

import dev.latchkey.contract.Contract;
import dev.latchkey.harness.Client;
import dev.latchkey.harness.Latchkey;
import dev.latchkey.harness.Person;
import dev.latchkey.harness.RunsIn;
import dev.latchkey.revocation.EndReason;
import dev.latchkey.session.Session;
import dev.latchkey.session.SessionEndedException;
import dev.latchkey.session.seen.LastSeen;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A host credential and what the login host has are of one session: the use of one keeps
 * the other alive, and both end at once.
 */
class HostCredentialUseTests {

	abstract static class Use extends Contract {

		private static final Duration IDLE = Duration.ofMinutes(20);

		private static final Duration A_BIT = Duration.ofMinutes(1);

		@Test
		void keepsTheSessionAliveOnTheLoginHost() {
			Person alice = someone();
			Client client = this.latchkey.login(alice);
			String credential = enter(alice);
			for (int i = 0; i < 3; i++) {
				this.latchkey.clock().advance(IDLE.minus(A_BIT));
				assertThat(open(credential).username()).isEqualTo(alice.username());
				this.latchkey.bean(LastSeen.class).run();
			}
			this.latchkey.clock().advance(IDLE.minus(A_BIT.multipliedBy(2)));
			if (jwt()) {
				client.refresh().expect(200);
			}
			isSignedIn(client);
		}

		@Test
		void isKeptAliveByTheLoginHost() {
			Person alice = someone();
			Client client = this.latchkey.login(alice);
			String credential = enter(alice);
			for (int i = 0; i < 3; i++) {
				this.latchkey.clock().advance(IDLE.minus(A_BIT));
				if (jwt()) {
					client.refresh().expect(200);
				}
				isSignedIn(client);
				this.latchkey.bean(LastSeen.class).run();
			}
			assertThat(open(credential).username()).isEqualTo(alice.username());
			this.latchkey.clock().advance(IDLE.plus(A_BIT));
			hasEnded(credential, EndReason.EXPIRED);
		}

		@Test
		void isOverWhenTheUserSignsOut() {
			Person alice = someone();
			Client client = this.latchkey.login(alice);
			String credential = enter(alice);
			assertThat(open(credential).username()).isEqualTo(alice.username());
			client.post("/api/logout").expect(204);
			hasEnded(credential, EndReason.LOGGED_OUT);
		}

		private String enter(Person person) {
			String handle = this.latchkey.sql()
				.sql("select s.handle from user_session s join account a on a.id = s.account_id where a.username = ?")
				.param(person.username())
				.query(String.class)
				.single();
			Session session = this.latchkey.bean(SessionRows.class).find(handle).orElseThrow().session();
			EntryTickets tickets = this.latchkey.bean(EntryTickets.class);
			String ticket = tickets.issue(session, GrantNode.WIKI, GrantNode.WIKI_HOST,
					EntryRequest.hash(GrantNode.NONCE));
			return tickets.redeem(ticket, GrantNode.WIKI, GrantNode.WIKI_HOST, GrantNode.NONCE).credential();
		}

		private Session open(String credential) {
			return this.latchkey.bean(HostCredentials.class).open(credential, GrantNode.WIKI, GrantNode.WIKI_HOST);
		}

		private void hasEnded(String credential, EndReason reason) {
			assertThatExceptionOfType(SessionEndedException.class).isThrownBy(() -> open(credential))
				.extracting(SessionEndedException::reason)
				.isEqualTo(reason);
		}

	}

	@Nested
	@Tag("full")
	@RunsIn(value = Latchkey.Mode.SESSION, with = { "latchkey.session.idle-timeout=20m",
			"latchkey.session.max-lifetime=2h", "latchkey.session.max-per-account=3" })
	class InSessionMode extends Use {

	}

	@Nested
	@RunsIn(value = Latchkey.Mode.JWT, with = { "latchkey.session.idle-timeout=20m", "latchkey.session.max-lifetime=2h",
			"latchkey.session.max-per-account=3" })
	class InJwtMode extends Use {

	}

}
