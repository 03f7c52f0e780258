package dev.latchkey.bench.app;

import org.springframework.boot.SpringApplication;
import org.springframework.context.annotation.Import;
import org.springframework.session.data.redis.config.annotation.web.http.EnableRedisIndexedHttpSession;

/**
 * Spring Session with its index by user name: sessions in Redis.
 */
@EnableRedisIndexedHttpSession
@Import(ServletSessions.class)
public class SpringSessionIndexed {

	/**
	 * Start it.
	 * @param args its settings
	 */
	public static void main(String[] args) {
		SpringApplication.run(SpringSessionIndexed.class, args);
	}

}
