package dev.latchkey.openapi;

import dev.latchkey.mode.CookieSettings;
import dev.latchkey.session.ActingSession;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.media.ObjectSchema;
import org.springdoc.core.properties.SwaggerUiConfigProperties;
import org.springdoc.core.utils.SpringDocUtils;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

@Configuration(proxyBeanMethods = false)
@Import({ ApiDescription.class, ApiPageToken.class, RequiredMembers.class })
class OpenApiConfiguration {

	static {
		// not a parameter of the call, but who makes it
		SpringDocUtils.getConfig().addRequestWrapperToIgnore(ActingSession.class);
		// what a browser makes, and takes: the generator would describe the class
		SpringDocUtils.getConfig().replaceWithSchema(JsonNode.class, new ObjectSchema().additionalProperties(true));
	}

	/**
	 * Let the page of the API send the CSRF token with what it tries out.
	 */
	OpenApiConfiguration(ObjectProvider<SwaggerUiConfigProperties> page, CookieSettings cookies) {
		page.ifAvailable((settings) -> {
			settings.getCsrf().setEnabled(true);
			settings.getCsrf().setCookieName(cookies.name("XSRF-TOKEN"));
		});
	}

	@Bean
	OpenAPI openApi(ApiDescription description) {
		return description.describe();
	}

}
