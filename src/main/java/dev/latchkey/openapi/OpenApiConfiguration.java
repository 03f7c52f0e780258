package dev.latchkey.openapi;

import io.swagger.v3.oas.models.OpenAPI;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

@Configuration(proxyBeanMethods = false)
@Import(ApiDescription.class)
class OpenApiConfiguration {

	@Bean
	OpenAPI openApi(ApiDescription description) {
		return description.describe();
	}

}
