package dev.latchkey.embedded;

import java.util.Map;

import javax.sql.DataSource;

import dev.latchkey.datastore.StartStep;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * An application with a Redis and a database and nothing else, in this process or in one
 * of its own.
 */
final class EmbeddedApplication {

	private EmbeddedApplication() {
	}

	static ConfigurableApplicationContext start(Map<String, ?> settings) {
		return application().run(arguments(settings));
	}

	static String[] arguments(Map<String, ?> settings) {
		return settings.entrySet()
			.stream()
			.map((setting) -> "--" + setting.getKey() + "=" + setting.getValue())
			.toArray(String[]::new);
	}

	private static SpringApplicationBuilder application() {
		return new SpringApplicationBuilder(Servers.class).web(WebApplicationType.NONE)
			.properties("spring.main.keep-alive=true");
	}

	/**
	 * Start, say so on the standard output, and stay; or, under the profile
	 * {@code halting}, commit a row and drop dead.
	 * @param args settings
	 */
	public static void main(String[] args) {
		ConfigurableApplicationContext context = application().run(args);
		if (context.getEnvironment().matchesProfiles("halting")) {
			commit(context.getBean(DataSource.class));
			Runtime.getRuntime().halt(0);
		}
		context.getBean(JdbcClient.class).sql("select 1").query().listOfRows();
		System.out.println("READY");
	}

	private static void commit(DataSource dataSource) {
		JdbcClient database = JdbcClient.create(dataSource);
		database.sql("create table promise (word varchar(16))").update();
		database.sql("insert into promise values ('kept')").update();
	}

	/**
	 * Its beans.
	 */
	@Configuration(proxyBeanMethods = false)
	@ComponentScan({ "dev.latchkey.datastore", "dev.latchkey.embedded.redis" })
	@ImportAutoConfiguration({ EmbeddedConfiguration.class, DataRedisAutoConfiguration.class,
			DataSourceAutoConfiguration.class, JdbcTemplateAutoConfiguration.class, JdbcClientAutoConfiguration.class,
			FlywayAutoConfiguration.class })
	static class Servers {

		/**
		 * Use the database as the service does before it is ready: on a busy machine the
		 * pool's first connection takes longer than a request may wait.
		 */
		@Bean
		StartStep firstConnection(JdbcClient database) {
			return () -> database.sql("select 1").query().listOfRows();
		}

	}

}
