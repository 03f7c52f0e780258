package dev.latchkey.audit.store;

import java.time.Duration;

import dev.latchkey.harness.Latchkey;
import dev.latchkey.harness.RunsIn;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Events are deleted when they are too old; ended sessions are recorded by name.
 */
class RetentionTests {

	abstract static class Limits {

		@Test
		void deletesWhatIsTooOld(Latchkey latchkey) {
			latchkey.newPerson("USER");
			EventStore store = latchkey.bean(EventStore.class);
			latchkey.bean(EventFlush.class).flush();
			for (int i = 0; i < 1500; i++) {
				latchkey.sql()
					.sql("insert into audit_event (id, occurred_at, type) values (?, current_timestamp, 'login')")
					.param("row" + i)
					.update();
			}
			latchkey.clock().advance(Duration.ofHours(47));
			store.purge();
			assertThat(count(latchkey)).isGreaterThan(1500);
			latchkey.clock().advance(Duration.ofHours(2));
			store.purge();
			assertThat(count(latchkey)).isZero();
		}

		private static int count(Latchkey latchkey) {
			return latchkey.sql().sql("select count(*) from audit_event").query(Integer.class).single();
		}

	}

	@Nested
	@RunsIn(value = Latchkey.Mode.SESSION, with = "latchkey.audit.retention=2d")
	class OnH2 extends Limits {

	}

	@Nested
	@RunsIn(value = Latchkey.Mode.JWT, on = Latchkey.Storage.POSTGRES, with = "latchkey.audit.retention=2d")
	class OnPostgres extends Limits {

	}

	abstract static class Eviction {

		@Test
		void tellsWhichSessionHadToGo(Latchkey latchkey) {
			var alice = latchkey.newPerson("USER");
			String first = latchkey.login(alice).get("/api/me").text("/session/handle");
			latchkey.login(alice);
			latchkey.bean(EventFlush.class).flush();
			assertThat(latchkey.sql()
				.sql("select handle from audit_event where type = 'session_limit' and subject = ?")
				.param(alice.username())
				.query(String.class)
				.list()).containsExactly(first);
		}

	}

	@Nested
	@RunsIn(value = Latchkey.Mode.SESSION, with = "latchkey.session.max-per-account=1")
	class EvictionInSessionMode extends Eviction {

	}

	@Nested
	@Tag("full")
	@RunsIn(value = Latchkey.Mode.JWT, with = "latchkey.session.max-per-account=1")
	class EvictionInJwtMode extends Eviction {

	}

}
