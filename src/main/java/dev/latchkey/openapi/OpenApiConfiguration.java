package dev.latchkey.openapi;

import dev.latchkey.mode.CookieSettings;
import dev.latchkey.mode.Mode;
import io.swagger.v3.oas.models.OpenAPI;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class OpenApiConfiguration {

	@Bean
	ApiDescription apiDescription(Mode mode, CookieSettings cookies) {
		return new ApiDescription(mode, cookies);
	}

	@Bean
	OpenAPI openApi(ApiDescription description) {
		return description.start();
	}

}
