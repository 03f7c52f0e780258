package dev.latchkey.audit.web;

import dev.latchkey.audit.store.AuditEvents;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

@Configuration(proxyBeanMethods = false)
@Import({ EventExport.class, EventsApi.class, EventsPage.class, RecentEventsApi.class })
class AuditWebConfiguration {

	@Bean
	WebMvcConfigurer activityOnPages(AuditEvents events) {
		return new WebMvcConfigurer() {
			@Override
			public void addInterceptors(InterceptorRegistry registry) {
				registry.addInterceptor(new DevicesPageActivity(events));
				registry.addInterceptor(new UserPageActivity(events));
			}
		};
	}

}
