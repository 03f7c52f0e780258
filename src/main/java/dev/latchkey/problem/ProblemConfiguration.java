package dev.latchkey.problem;

import dev.latchkey.mode.Mode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.web.servlet.ViewResolver;

@Configuration(proxyBeanMethods = false)
@Import(ErrorHandler.class)
class ProblemConfiguration {

	@Bean
	ProblemWriter problemWriter(JsonMapper json, ViewResolver thymeleafViewResolver, Mode mode,
			ApplicationEventPublisher events) {
		return new ProblemWriter(json, new ProblemPage(thymeleafViewResolver), mode, events);
	}

	@Bean
	FilterRegistrationBean<ErrorFilter> errorFilter(ProblemWriter problems) {
		FilterRegistrationBean<ErrorFilter> filter = new FilterRegistrationBean<>(new ErrorFilter(problems));
		filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 10);
		return filter;
	}

}
