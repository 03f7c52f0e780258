package dev.latchkey.bench.app;

import org.springframework.boot.SpringApplication;
import org.springframework.context.annotation.Import;
import org.springframework.session.data.redis.config.annotation.web.http.EnableRedisHttpSession;

/**
 * Spring Session as it comes: sessions in Redis.
 */
@EnableRedisHttpSession
@Import(ServletSessions.class)
public class SpringSession {

	/**
	 * Start it.
	 * @param args its settings
	 */
	public static void main(String[] args) {
		SpringApplication.run(SpringSession.class, args);
	}

}
