package dev.latchkey.harness;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TestServersTests {

	@Test
	void redisHangsGoesOnDiesAndComesBackAtTheSamePort() {
		try (Server redis = TestServers.redis()) {
			int port = redis.port();
			redis.pause();
			assertThat(RedisLauncher.answers(port)).isFalse();
			redis.resume();
			assertThat(RedisLauncher.answers(port)).isTrue();
			redis.kill();
			assertThat(RedisLauncher.answers(port)).isFalse();
			redis.restart();
			assertThat(RedisLauncher.answers(redis.port())).isTrue();
			assertThat(redis.port()).isEqualTo(port);
		}
	}

	@Test
	void postgresKeepsItsDataThroughAKill() throws SQLException {
		try (Server postgres = TestServers.postgres()) {
			TestServers.Database database = TestServers.freshDatabase(postgres);
			run(database, "create table kept (id int)");
			postgres.pause();
			postgres.resume();
			postgres.kill();
			postgres.restart();
			assertThat(count(database, "kept")).isZero();
		}
	}

	@Test
	void freshDatabasesDoNotSeeEachOther() throws SQLException {
		TestServers.Database one = TestServers.freshDatabase();
		TestServers.Database other = TestServers.freshDatabase();
		run(one, "create table mine (id int)");
		run(other, "create table mine (id int)");
		run(one, "insert into mine values (1)");
		assertThat(count(other, "mine")).isZero();
	}

	private static void run(TestServers.Database database, String sql) throws SQLException {
		try (Connection connection = database.connect(); Statement statement = connection.createStatement()) {
			statement.execute(sql);
		}
	}

	private static int count(TestServers.Database database, String table) throws SQLException {
		try (Connection connection = database.connect();
				Statement statement = connection.createStatement();
				ResultSet rows = statement.executeQuery("select count(*) from " + table)) {
			rows.next();
			return rows.getInt(1);
		}
	}

}
