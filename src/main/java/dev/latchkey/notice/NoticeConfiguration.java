package dev.latchkey.notice;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;

import dev.latchkey.application.ApplicationDirectory;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;

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
@Import({ ExpiredSessions.class, ExpiryNotices.class, GrantSteps.class, LogoutNotices.class, LogoutTokens.class,
		NoticeBacklog.class, NoticeIssuer.class, NoticeRecipients.class, NoticeRows.class, NoticeWriter.class,
		SweepRows.class, SweepWriter.class, SweptGrants.class })
class NoticeConfiguration {

	// how many applications are asked at once
	private static final int AT_ONCE = 24;

	// of those that have just failed
	private static final int FAILING_AT_ONCE = 8;

	private static final Duration LOOK_INTERVAL = Duration.ofMillis(500);

	private static final Duration PURGE_INTERVAL = Duration.ofMinutes(1);

	// it looks at all sessions; their rows stay for longer
	private static final Duration EXPIRY_INTERVAL = Duration.ofMinutes(3);

	@Bean(defaultCandidate = false)
	ThreadPoolTaskExecutor noticeExecutor() {
		return executor("notice-", AT_ONCE);
	}

	@Bean(defaultCandidate = false)
	ThreadPoolTaskExecutor failingNoticeExecutor() {
		return executor("notice-failing-", FAILING_AT_ONCE);
	}

	@Bean(defaultCandidate = false)
	ThreadPoolTaskExecutor noticeLook() {
		return executor("notice-look-", 1);
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
		return NoticeClient.create(new ReceiverAddresses(settings.internalApplications()));
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
	ApplicationLanes applicationLanes(@Qualifier("noticeExecutor") Executor executor,
			@Qualifier("failingNoticeExecutor") Executor failing) {
		return new ApplicationLanes(executor, failing);
	}

	@Bean
	NoticeDispatch noticeDispatch(NoticeRows rows, NoticeBacklog backlog, SweepRows sweeps, SweepWriter sweepWriter,
			NoticeSender sender, ApplicationLanes lanes, @Qualifier("noticeLook") Executor executor, Clock clock) {
		return new NoticeDispatch(rows, backlog, sweeps, sweepWriter, sender, lanes, executor, clock);
	}

	@Bean
	NoticePurge noticePurge(NoticeRows rows, NoticeBacklog backlog, ApplicationDirectory applications,
			ApplicationEventPublisher events, Clock clock) {
		return new NoticePurge(rows, backlog, applications, events, clock, NoticePurge.MOST);
	}

	@Bean
	SchedulingConfigurer noticeLooks(NoticeDispatch dispatch, NoticePurge purge, ExpiryNotices expiries) {
		return (tasks) -> {
			tasks.addFixedDelayTask(dispatch, LOOK_INTERVAL);
			tasks.addFixedDelayTask(purge, PURGE_INTERVAL);
			tasks.addFixedDelayTask(expiries, EXPIRY_INTERVAL);
		};
	}

	private static ThreadPoolTaskExecutor executor(String threads, int atOnce) {
		ThreadPoolTaskExecutor executor = new ThreadPoolTaskExecutor();
		executor.setThreadNamePrefix(threads);
		executor.setCorePoolSize(atOnce);
		executor.setMaxPoolSize(atOnce);
		executor.setAllowCoreThreadTimeOut(true);
		executor.setDaemon(true);
		return executor;
	}

}
