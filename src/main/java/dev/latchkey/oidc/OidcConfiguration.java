package dev.latchkey.oidc;

import java.util.List;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.servlet.config.annotation.ContentNegotiationConfigurer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

@Configuration(proxyBeanMethods = false)
@Import({ ClientCredentialsGrant.class, ClientErrors.class, CodeGrant.class, DiscoveryApi.class, IdTokenHints.class,
		RefreshGrant.class, TokenEndpoint.class, TokenInquiry.class, UserInfoApi.class, SignedInVisitors.class })
class OidcConfiguration {

	@Bean
	WebMvcConfigurer clientAnswers() {
		return new WebMvcConfigurer() {
			@Override
			public void configureContentNegotiation(ContentNegotiationConfigurer configurer) {
				configurer.strategies(List.of(new ClientAnswers()));
			}
		};
	}

}
