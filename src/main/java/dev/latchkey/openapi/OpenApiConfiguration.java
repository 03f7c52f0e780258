package dev.latchkey.openapi;

import dev.latchkey.session.ActingSession;
import io.swagger.v3.oas.models.OpenAPI;
import org.springdoc.core.utils.SpringDocUtils;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

@Configuration(proxyBeanMethods = false)
@Import(ApiDescription.class)
class OpenApiConfiguration {

	static {
		// not a parameter of the call, but who makes it
		SpringDocUtils.getConfig().addRequestWrapperToIgnore(ActingSession.class);
	}

	@Bean
	OpenAPI openApi(ApiDescription description) {
		return description.describe();
	}

}
