package dev.latchkey.session;

import dev.latchkey.TestDatabase;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Very many sessions, which only differ in their handles.
 */
final class Clones {

	private Clones() {
	}

	/**
	 * Insert sessions that are like another one.
	 */
	static void insert(JdbcClient jdbc, TestDatabase database, Session original, int number) {
		String series = (database == TestDatabase.H2) ? "system_range" : "generate_series";
		jdbc.sql("""
				insert into user_session (handle, account_id, epoch, mode, transport, remembered, started_at,
					last_seen_at, idle_expires_at, expires_at, address, user_agent, refresh_generation,
					confirmed_generation)
				select concat(cast(s.epoch as varchar), '-', cast(n.x as varchar)), s.account_id, s.epoch, s.mode,
					s.transport, s.remembered, s.started_at, s.last_seen_at, s.idle_expires_at, s.expires_at,
					s.address, s.user_agent, s.refresh_generation, s.confirmed_generation
				from user_session s, %s(1, %d) n(x) where s.handle = ?
				""".formatted(series, number)).param(original.handle()).update();
	}

}
