package dev.latchkey.datastore;

import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import static org.assertj.core.api.Assertions.assertThat;

class BatchedDeleteTests {

	@Test
	void deletesAllThatMatchesAndNoMore() {
		SingleConnectionDataSource database = new SingleConnectionDataSource("jdbc:h2:mem:batches", true);
		try {
			JdbcTemplate jdbc = new JdbcTemplate(database);
			jdbc.execute("create table thing (id varchar(22) primary key, age int not null)");
			List<Object[]> rows = IntStream.range(0, 2600).mapToObj((i) -> new Object[] { "id" + i, i }).toList();
			jdbc.batchUpdate("insert into thing values (?, ?)", rows);
			// a subquery per row would take longer
			jdbc.setQueryTimeout(5);
			new BatchedDelete("thing", "id", "age < ?", "age").run(jdbc, 2500);
			assertThat(jdbc.queryForObject("select count(*) from thing", Integer.class)).isEqualTo(100);
			assertThat(jdbc.queryForObject("select min(age) from thing", Integer.class)).isEqualTo(2500);
		}
		finally {
			database.destroy();
		}
	}

}
