package dev.latchkey.datastore;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

import dev.latchkey.startup.StartupException;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.SpringApplication;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * The addresses that people paste.
 */
class ServerSettingsCheckTests {

	@ParameterizedTest
	@ValueSource(
			strings = { "", " ", "jdbc:postgresql://db/latchkey", "jdbc:postgresql://db:5432/latchkey?sslmode=require",
					"jdbc:postgresql://one:5432,two:5432/latchkey?targetServerType=primary", "jdbc:postgresql:latchkey",
					"jdbc:postgresql://[::1]:5432/latchkey", "jdbc:postgresql://db/latchkey?user=u&password=a@b",
					"jdbc:h2:file:./somewhere;MODE=PostgreSQL", "jdbc:h2:mem:;mode=postgresql;DB_CLOSE_DELAY=-1" })
	void takesAUrlThatTheDriverCanRead(String url) {
		assertThatNoException().isThrownBy(() -> check("spring.datasource.url=" + url));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					postgres://hugo:secret@db:5432/latchkey?sslmode=require | URL as PostgreSQL's own programs take it | jdbc:postgresql://db:5432/latchkey
					postgresql://db/latchkey | URL as PostgreSQL's own programs take it | jdbc:postgresql://db/latchkey
					POSTGRES://hugo:secret@db/latchkey | URL as PostgreSQL's own programs take it | jdbc:postgresql://db/latchkey
					jdbc:postgres://hugo:secret@db/latchkey | URL as PostgreSQL's own programs take it | jdbc:postgresql://db/latchkey
					jdbc:postgresql://hugo:secret@db:5432/latchkey | names a user in front of the host | jdbc:postgresql://db:5432/latchkey
					jdbc:mysql://db:3306/latchkey?password=secret | is for mysql, and Latchkey needs PostgreSQL | jdbc:postgresql://HOST
					jdbc:mariadb://db/latchkey | is for mariadb | jdbc:postgresql://HOST
					jdbc:sqlserver://db;password=secret | is for sqlserver | jdbc:postgresql://HOST
					jdbc:oracle:thin:hugo/secret@db:1521/x | is for oracle | jdbc:postgresql://HOST
					jdbc:sqlite:latchkey.db | is for sqlite | jdbc:postgresql://HOST
					r2dbc:pool:postgresql://hugo:secret@db/latchkey | is for pool | jdbc:postgresql://HOST
					mysql://hugo:secret@db/latchkey | is for mysql | jdbc:postgresql://HOST
					http://db/latchkey | is for http | jdbc:postgresql://HOST
					db:5432 | does not begin with jdbc:postgresql: | jdbc:postgresql://HOST
					'"jdbc:postgresql://db/latchkey"' | does not begin with jdbc:postgresql: | jdbc:postgresql://HOST
					' jdbc:postgresql://db/latchkey' | does not begin with jdbc:postgresql: | jdbc:postgresql://HOST
					JDBC:POSTGRESQL://db/latchkey | own programs take it | jdbc:postgresql://db/latchkey
					jdbc:h2:file:./data/latchkey | does not speak as PostgreSQL | append ;MODE=PostgreSQL;
					jdbc:h2:mem:;MODE=MySQL;PASSWORD=secret | does not speak as PostgreSQL | Remove it
					jdbc:postgresql://db:port/latchkey?password=secret | cannot be read | jdbc:postgresql://HOST
					jdbc:postgresql://db:99999/latchkey?password=secret | cannot be read | jdbc:postgresql://HOST
					""")
	void saysWhatIsWrongWithAnotherUrlOfADatabase(String url, String fault, String action) {
		assertRefused("spring.datasource.url=" + url).withMessageStartingWith("spring.datasource.url ")
			.withMessageContaining(fault)
			.matches((ex) -> ex.action().contains(action), "says what to write");
	}

	@ParameterizedTest
	@ValueSource(strings = { "url=redis://redis:6379", "url=rediss://hugo:p%40ss@redis:6380/1",
			"url=redis://:secret@redis", "url=redis://[::1]:6379/0", "url=redis://redis/", "host=redis",
			"host=my_redis", "host=10.0.0.1", "host=::1", "host=[fe80::1]", "host=redis.example.org port=6379",
			"cluster.nodes=a:6379,b:6379", "cluster.nodes=[::1]:6379", "sentinel.master=m sentinel.nodes=a:26379",
			"url=", "host=", "port=", "cluster.nodes=" })
	void takesAnAddressThatTheClientCanRead(String settings) {
		assertThatNoException().isThrownBy(() -> check(redis(settings)));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			url=redis:6379 | url is not a URL of Redis
			url=redis | url is not a URL of Redis
			url=http://redis:6379 | url is not a URL of Redis
			url=redis-sentinel://redis:26379/0#master | url is not a URL of Redis
			url=redis://hugo:se/cret@redis:6379 | url is not a URL of Redis
			url=redis://hugo:sec@ret@redis:6379 | url is not a URL of Redis
			url=redis://hugo:secret%@redis:6379 | url is not a URL of Redis
			url=redis://redis:99999 | url is not a URL of Redis
			url=redis://redis:6379/zero | url is not a URL of Redis
			url=redis:// | url is not a URL of Redis
			url=REDIS//redis | url is not a URL of Redis
			host=redis://redis:6379 | host is not the name of a host
			host=redis:6379 | host is not the name of a host
			host=hugo:secret@redis | host is not the name of a host
			host=redis/0 | host is not the name of a host
			host="redis" | host is not the name of a host
			port=0 | port is not a number from 1 to 65535
			port=65536 | port is not a number from 1 to 65535
			port=6379/tcp | port is not a number from 1 to 65535
			port=tcp://10.0.0.1:6379 | port is not a number from 1 to 65535
			cluster.nodes=a,b | cluster.nodes is not a list of hosts with their ports
			cluster.nodes=redis://a:6379 | cluster.nodes is not a list of hosts with their ports
			sentinel.nodes=a:26379 | sentinel.master is missing
			sentinel.master=m sentinel.nodes=a | sentinel.nodes is not a list of hosts with their ports
			""")
	void saysWhatIsWrongWithAnotherAddressOfRedis(String settings, String fault) {
		assertRefused(redis(settings)).withMessage("spring.data.redis." + fault + ".");
	}

	private static ThrowableAssertAlternative<StartupException> assertRefused(String... settings) {
		return assertThatExceptionOfType(StartupException.class).isThrownBy(() -> check(settings))
			.withNoCause()
			.withMessageNotContainingAny("secret", "se/cret", "sec@ret", "hugo")
			.matches((ex) -> !ex.action().contains("secret") && !ex.action().contains("hugo"), "keeps secrets");
	}

	private static String[] redis(String settings) {
		return Arrays.stream(settings.split(" "))
			.map((setting) -> "spring.data.redis." + setting)
			.toArray(String[]::new);
	}

	private static void check(String... settings) {
		Map<String, Object> map = new HashMap<>();
		for (String setting : settings) {
			String[] pair = setting.split("=", 2);
			map.put(pair[0], pair[1]);
		}
		StandardEnvironment environment = new StandardEnvironment();
		environment.getPropertySources().addFirst(new MapPropertySource("settings", map));
		new ServerSettingsCheck().postProcessEnvironment(environment, new SpringApplication());
	}

}
