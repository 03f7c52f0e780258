package dev.latchkey.promise;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

import javax.sql.DataSource;

import dev.latchkey.harness.Answer;
import dev.latchkey.harness.Client;
import dev.latchkey.harness.EnumSourceInFull;
import dev.latchkey.harness.Latchkey;
import dev.latchkey.harness.Latchkey.Mode;
import dev.latchkey.harness.Person;
import dev.latchkey.harness.Repetitions;
import org.junit.jupiter.params.ParameterizedTest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A role that very many accounts have: a change of it takes no longer than of any other,
 * and waits for none of them.
 */
class CrowdedRoleTests {

	private static final int HOLDERS = Repetitions.of(100_000, 20_000);

	// what a database writes in a fraction of the second that a statement may take
	private static final int AT_ONCE = 1_000;

	private static final String CROWD = "/api/admin/roles/CROWD";

	@ParameterizedTest
	@EnumSourceInFull(byDefault = "POSTGRES")
	void changesWithoutWaitingForThoseWhoHaveIt(Latchkey.Storage storage) throws SQLException {
		try (Latchkey latchkey = Latchkey.in(Mode.SESSION).on(storage).start()) {
			put(latchkey, "crowd:read", "crowd:write").expect(200, 201);
			addCrowd(latchkey);
			Person alice = latchkey.newPerson("CROWD", "USER");
			Person bob = latchkey.newPerson("CROWD");
			Client alices = latchkey.login(alice);
			Client bobs = latchkey.login(bob);
			Client carols = latchkey.login(latchkey.newPerson("USER"));
			try (Connection held = latchkey.bean(DataSource.class).getConnection()) {
				held.setAutoCommit(false);
				hold(held, "select id from account where username = ? for update", bob.username());
				hold(held, "select handle from user_session where account_id = (select id from account where "
						+ "username = ?) for update", bob.username());
				put(latchkey, "crowd:read").expect(200);
				alices.get("/api/me").expectEnded("roles_changed");
				bobs.get("/api/me").expectEnded("roles_changed");
				carols.get("/api/me").expect(200);
				Client again = latchkey.login(alice);
				assertThat(again.get("/api/me").expect(200).json().get("permissions").toString())
					.isEqualTo("[\"crowd:read\"]");
				put(latchkey, "crowd:read", "crowd:more").expect(200);
				again.get("/api/me").expect(200);
				held.rollback();
			}
			latchkey.login(bob).get("/api/me").expect(200);
		}
	}

	private static Answer put(Latchkey latchkey, String... permissions) {
		return latchkey.admin().put(CROWD, Map.of("permissions", List.of(permissions)));
	}

	private static void hold(Connection connection, String rows, String username) throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement(rows)) {
			statement.setString(1, username);
			assertThat(statement.executeQuery().next()).isTrue();
		}
	}

	private static void addCrowd(Latchkey latchkey) {
		String digits = "(values (0), (1), (2), (3), (4), (5), (6), (7), (8), (9))";
		for (int first = 0; first < HOLDERS; first += AT_ONCE) {
			String name = "'crowd-%s-' || a.n || b.n || c.n".formatted(first);
			latchkey.sql()
				.sql("insert into account (id, username, password_hash, status, must_change_password, created_at) "
						+ "select " + name + ", " + name + ", 'none', 'active', false, current_timestamp from " + digits
						+ " a(n), " + digits + " b(n), " + digits + " c(n)")
				.update();
			latchkey.sql()
				.sql("insert into account_role (account_id, role) select id, 'CROWD' from account where id like ?")
				.param("crowd-" + first + "-%")
				.update();
		}
		assertThat(
				latchkey.sql().sql("select count(*) from account_role where role = 'CROWD'").query(Long.class).single())
			.isEqualTo(HOLDERS);
	}

}
