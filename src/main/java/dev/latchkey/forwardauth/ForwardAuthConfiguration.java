package dev.latchkey.forwardauth;

import dev.latchkey.application.ApplicationDirectory;
import dev.latchkey.url.ReservedPaths;

import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.web.method.HandlerTypePredicate;
import org.springframework.web.servlet.config.annotation.PathMatchConfigurer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

@Configuration(proxyBeanMethods = false)
@Import({ ApplicationHosts.class, ContinuePage.class, EnterPage.class, EntryLinks.class, EntryLoopGuard.class,
		EntryProblems.class, FirstEntries.class, HostCookies.class, IdentityHeaders.class, StartPage.class,
		VisitorResolver.class })
class ForwardAuthConfiguration {

	/**
	 * Answers questions after the filters that give each answer its headers and its form,
	 * and before all others.
	 */
	@Bean
	FilterRegistrationBean<ForwardAuthFilter> forwardAuthFilter(ApplicationDirectory directory,
			VisitorResolver visitors, IdentityHeaders identity, EntryLinks links, EntryProblems problems) {
		FilterRegistrationBean<ForwardAuthFilter> filter = new FilterRegistrationBean<>(
				new ForwardAuthFilter(directory, visitors, identity, links, problems));
		filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 12);
		return filter;
	}

	/**
	 * Puts what is on the hosts of applications below the prefix that is reserved there.
	 * Where that is the context path, it is there already.
	 */
	@Bean
	WebMvcConfigurer reservedPages(ReservedPaths reserved) {
		String prefix = reserved.inContext("");
		return new WebMvcConfigurer() {
			@Override
			public void configurePathMatch(PathMatchConfigurer paths) {
				if (!prefix.isEmpty()) {
					paths.addPathPrefix(prefix,
							HandlerTypePredicate.forAssignableType(StartPage.class, EnterPage.class));
				}
			}
		};
	}

}
