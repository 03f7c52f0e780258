package dev.latchkey.session.active;

import java.util.Optional;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Which sessions were ended one by one, as long as their rows are kept.
 */
public class EndedSessionOwners {

	private final JdbcClient jdbc;

	EndedSessionOwners(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * Return whose a session was.
	 * @param handle the session's handle, or any text
	 * @return the user's name, or nothing if no such session was ended
	 */
	public Optional<String> ownerOf(String handle) {
		// the database refuses a text with a NUL
		return (handle.indexOf('\0') >= 0) ? Optional.empty() : this.jdbc.sql("""
				select a.username from user_session s join account a on a.id = s.account_id
				where s.handle = ? and s.ended_at is not null
				""").param(handle).query(String.class).optional();
	}

}
