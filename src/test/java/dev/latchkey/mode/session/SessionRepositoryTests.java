package dev.latchkey.mode.session;

import java.time.Duration;
import java.util.List;

import dev.latchkey.revocation.EndReason;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.data.redis.serializer.SerializationException;
import org.springframework.session.MapSession;
import org.springframework.session.SessionRepository;

import static dev.latchkey.mode.session.RealRedis.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * The store keeps what Spring Session's {@link SessionRepository} promises, also for
 * sessions in which no user is signed in.
 */
class SessionRepositoryTests extends WithRealRedis {

	private SessionRepository<MapSession> sessions;

	@BeforeAll
	void start() {
		this.sessions = this.redis.sessions;
	}

	@Test
	void createsASessionInWhichNobodyIsSignedIn() {
		MapSession created = this.sessions.createSession();
		assertThat(this.sessions.findById(created.getId())).isNull();
		this.sessions.save(created);
		MapSession found = this.sessions.findById(created.getId());
		assertThat(found.getMaxInactiveInterval()).isEqualTo(RealRedis.IDLE);
		assertThat(found.getCreationTime().toEpochMilli()).isEqualTo(created.getCreationTime().toEpochMilli());
		assertThat(found.getLastAccessedTime()).isEqualTo(found.getCreationTime());
		assertThat(found.getAttributeNames()).isEmpty();
		assertThat(this.redis.sessions.find(created.getId()).handle()).isNull();
		assertThat(this.sessions.createSession().getId()).isNotEqualTo(created.getId());
	}

	@Test
	void savesAttributesAndForgetsThoseThatWereRemoved() {
		MapSession session = this.sessions.createSession();
		session.setAttribute("colour", "blue");
		session.setAttribute("count", 5);
		session.setAttribute("since", 4_000_000_000_000L);
		session.setAttribute("agreed", true);
		this.sessions.save(session);
		MapSession found = this.sessions.findById(session.getId());
		assertThat(found.<String>getAttribute("colour")).isEqualTo("blue");
		assertThat(found.<Integer>getAttribute("count")).isEqualTo(5);
		assertThat(found.<Long>getAttribute("since")).isEqualTo(4_000_000_000_000L);
		assertThat(found.<Boolean>getAttribute("agreed")).isTrue();
		found.removeAttribute("colour");
		found.setAttribute("count", 6);
		this.sessions.save(found);
		MapSession again = this.sessions.findById(session.getId());
		assertThat(again.getAttributeNames()).containsExactlyInAnyOrder("count", "since", "agreed");
		assertThat(again.<Integer>getAttribute("count")).isEqualTo(6);
	}

	@Test
	void refusesAttributesThatItCouldNotRead() {
		MapSession session = this.sessions.createSession();
		session.setAttribute("list", List.of("x"));
		assertThatExceptionOfType(SerializationException.class).isThrownBy(() -> this.sessions.save(session));
		assertThat(this.redis.call("DBSIZE")).isEqualTo("0");
	}

	@Test
	void refusesASessionThatWouldNeverBeIdle() {
		MapSession session = this.sessions.createSession();
		session.setMaxInactiveInterval(Duration.ofSeconds(-1));
		assertThatIllegalArgumentException().isThrownBy(() -> this.sessions.save(session));
	}

	@Test
	void leavesNothingUnderAnIdThatHasChanged() {
		this.redis.save("one", 1);
		MapSession session = this.sessions.findById("id-of-one-0");
		session.changeSessionId();
		this.sessions.save(session);
		assertThat(this.sessions.findById("id-of-one-0")).isNull();
		assertThat(this.redis.sessions.find(session.getId()).handle()).isEqualTo("one-0");
		assertThat(this.redis.call("GET latchkey:session-of:one-0")).asString().startsWith(session.getId() + ".");
	}

	@Test
	void findsNoSessionThatIsIdleOrOver() {
		MapSession idle = this.sessions.createSession();
		idle.setLastAccessedTime(RealRedis.LOGIN.minus(RealRedis.IDLE));
		this.sessions.save(idle);
		assertThat(this.sessions.findById(idle.getId())).isNull();
		MapSession over = RealRedis.session("one-0");
		over.setCreationTime(RealRedis.LOGIN.minusSeconds(60));
		over.setAttribute(StoredSession.SESSION, RealRedis.opened("one-0", RealRedis.LOGIN.minusSeconds(1)));
		this.sessions.save(over);
		assertThat(this.sessions.findById(over.getId())).isNull();
		// to tell the user that it expired
		assertThat(this.redis.find("one-0").handle()).isEqualTo("one-0");
	}

	@Test
	void deletesASessionAndWhatLeadsToIt() {
		this.redis.save("one", 1);
		this.sessions.deleteById("id-of-one-0");
		assertThat(this.sessions.findById("id-of-one-0")).isNull();
		assertThat(this.redis.call("DBSIZE")).isEqualTo("0");
		this.sessions.deleteById("unknown");
	}

	@Test
	void deletesWhatCannotBeRead() {
		this.redis.call("SET " + key("one-0") + " x");
		this.sessions.deleteById("id-of-one-0");
		assertThat(this.redis.call("DBSIZE")).isEqualTo("0");
	}

	@Test
	void savesNothingThatHasEnded() {
		this.redis.save("one", 1);
		MapSession read = this.sessions.findById("id-of-one-0");
		this.redis.byHandle.writeTombstones(List.of("one-0"), EndReason.LOGGED_OUT);
		this.sessions.save(read);
		assertThat(this.sessions.findById("id-of-one-0")).isNull();
		assertThat(this.redis.find("one-0")).isEqualTo(new SessionTombstone("one-0", EndReason.LOGGED_OUT));
		this.sessions.deleteById("id-of-one-0");
		assertThat(this.redis.find("one-0")).isEqualTo(new SessionTombstone("one-0", EndReason.LOGGED_OUT));
	}

}
