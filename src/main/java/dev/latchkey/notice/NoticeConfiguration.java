package dev.latchkey.notice;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;

import dev.latchkey.application.ApplicationDirectory;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.ClientTlsStrategyBuilder;
import org.apache.hc.core5.util.Timeout;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.scheduling.concurrent.ScheduledExecutorFactoryBean;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(NoticeSettings.class)
@Import({ LogoutNotices.class, LogoutTokens.class, NoticeIssuer.class, NoticeRecipients.class, NoticeRows.class,
		NoticeWriter.class, SweepRows.class })
class NoticeConfiguration {

	// how many applications are asked at once
	private static final int AT_ONCE = 24;

	private static final Duration LOOK_INTERVAL = Duration.ofMillis(500);

	private static final Timeout CONNECT = Timeout.ofSeconds(1);

	private static final Timeout ANSWER = Timeout.ofSeconds(2);

	@Bean(defaultCandidate = false)
	ThreadPoolTaskExecutor noticeExecutor() {
		ThreadPoolTaskExecutor executor = new ThreadPoolTaskExecutor();
		executor.setThreadNamePrefix("notice-");
		executor.setCorePoolSize(AT_ONCE);
		executor.setAllowCoreThreadTimeOut(true);
		executor.setDaemon(true);
		return executor;
	}

	@Bean(defaultCandidate = false)
	ThreadPoolTaskExecutor noticeLook() {
		ThreadPoolTaskExecutor executor = new ThreadPoolTaskExecutor();
		executor.setThreadNamePrefix("notice-look-");
		executor.setCorePoolSize(1);
		executor.setMaxPoolSize(1);
		executor.setAllowCoreThreadTimeOut(true);
		executor.setDaemon(true);
		return executor;
	}

	@Bean(defaultCandidate = false)
	ScheduledExecutorFactoryBean noticeAlarm() {
		ScheduledExecutorFactoryBean alarm = new ScheduledExecutorFactoryBean();
		alarm.setThreadNamePrefix("notice-alarm-");
		alarm.setPoolSize(1);
		alarm.setRemoveOnCancelPolicy(true);
		alarm.setDaemon(true);
		return alarm;
	}

	@Bean(defaultCandidate = false)
	CloseableHttpClient noticeClient(NoticeSettings settings) {
		return client(new ReceiverAddresses(settings.internalApplications()));
	}

	@Bean
	NoticeSender noticeSender(ApplicationDirectory applications, LogoutTokens tokens, NoticeRows rows,
			ApplicationLanes lanes, NoticePost post, ApplicationEventPublisher events, Clock clock) {
		return new NoticeSender(applications, tokens, post, rows, lanes, events, clock);
	}

	@Bean
	NoticePost noticePost(@Qualifier("noticeClient") CloseableHttpClient client,
			@Qualifier("noticeAlarm") ScheduledExecutorService alarm) {
		return new NoticePost(client, alarm);
	}

	@Bean
	ApplicationLanes applicationLanes(@Qualifier("noticeExecutor") Executor executor) {
		return new ApplicationLanes(executor);
	}

	@Bean
	NoticeDispatch noticeDispatch(NoticeRows rows, SweepRows sweeps, NoticeSender sender, ApplicationLanes lanes,
			@Qualifier("noticeLook") Executor executor, Clock clock) {
		return new NoticeDispatch(rows, sweeps, sender, lanes, executor, clock);
	}

	@Bean
	SchedulingConfigurer noticeLooks(NoticeDispatch dispatch) {
		return (tasks) -> tasks.addFixedDelayTask(dispatch, LOOK_INTERVAL);
	}

	/**
	 * Return a client that follows no redirect, and keeps neither a connection nor a
	 * cookie.
	 */
	static CloseableHttpClient client(ReceiverAddresses addresses) {
		return HttpClients.custom()
			.setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
				.setDnsResolver(addresses)
				.setTlsSocketStrategy(ClientTlsStrategyBuilder.create().useSystemProperties().buildClassic())
				.setDefaultConnectionConfig(
						ConnectionConfig.custom().setConnectTimeout(CONNECT).setSocketTimeout(ANSWER).build())
				.setMaxConnTotal(AT_ONCE)
				.setMaxConnPerRoute(AT_ONCE)
				.build())
			.setConnectionReuseStrategy((request, response, context) -> false)
			.disableRedirectHandling()
			.disableCookieManagement()
			.disableAuthCaching()
			.disableAutomaticRetries()
			.disableContentCompression()
			.setUserAgent("Latchkey")
			.build();
	}

}
