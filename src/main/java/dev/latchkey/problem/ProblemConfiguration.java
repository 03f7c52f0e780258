package dev.latchkey.problem;

import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;

@Configuration(proxyBeanMethods = false)
@Import({ DenialEvents.class, ErrorHandler.class, LoginRedirect.class, PageFrame.class, ProblemJson.class,
		ProblemPage.class, ProblemWriter.class, ProofForm.class })
class ProblemConfiguration {

	@Bean
	FilterRegistrationBean<ErrorFilter> errorFilter(ProblemWriter problems) {
		FilterRegistrationBean<ErrorFilter> filter = new FilterRegistrationBean<>(new ErrorFilter(problems));
		filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 10);
		return filter;
	}

}
