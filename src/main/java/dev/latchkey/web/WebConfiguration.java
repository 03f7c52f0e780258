package dev.latchkey.web;

import java.util.List;
import java.util.Objects;
import java.util.Set;

import dev.latchkey.account.KnownProfiles;
import dev.latchkey.account.ProfileChanges;
import dev.latchkey.mode.CookieSettings;
import dev.latchkey.problem.PageFrame;
import dev.latchkey.session.AuthorizedChanges;
import dev.latchkey.session.SessionAuthority;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.MutableCoercionConfig;
import tools.jackson.databind.type.LogicalType;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.web.WebProperties;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.format.FormatterRegistry;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.converter.HttpMessageConverters;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

@Configuration(proxyBeanMethods = false)
@Import({ BrandAssets.class, FormBinding.class, HomePage.class, LanguagePage.class, OwnApplicationPage.class,
		OwnApplications.class, OwnApplicationsApi.class })
class WebConfiguration {

	private static final Set<MediaType> OTHER_FORMATS = Set.of(MediaType.APPLICATION_YAML, MediaType.APPLICATION_XML,
			MediaType.TEXT_XML, MediaType.APPLICATION_CBOR, new MediaType("application", "x-jackson-smile"));

	/**
	 * Rejects JSON type coercion, such as a number for a name or "true" for true, and
	 * duplicate members.
	 */
	@Bean
	JsonMapperBuilderCustomizer strictJson() {
		return (json) -> {
			json.enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION);
			json.withCoercionConfig(LogicalType.Textual, WebConfiguration::strictText);
			json.withCoercionConfig(LogicalType.Boolean, WebConfiguration::strictBoolean);
		};
	}

	@Bean
	static OwnMappingFirst ownMappingFirst() {
		return new OwnMappingFirst();
	}

	/**
	 * Name clients on pages. The templates call it by this bean's name.
	 */
	@Bean
	UserAgents userAgents(MessageSource texts) {
		return new UserAgents(texts);
	}

	/**
	 * Reads all cookies that fit into the head of a request. Most of them are those of
	 * other applications on the host, and the server would fail at more than 200.
	 */
	@Bean
	WebServerFactoryCustomizer<TomcatServletWebServerFactory> cookiesOfTheHost() {
		return (tomcat) -> tomcat.addConnectorCustomizers((connector) -> connector.setMaxCookieCount(-1));
	}

	/**
	 * Takes the place of Boot's, which knows the bean by this name.
	 */
	@Bean
	LanguageChoice localeResolver(CookieSettings cookies, ObjectProvider<KnownProfiles> profiles) {
		return new LanguageChoice(cookies, profiles);
	}

	@Bean
	OwnLanguage ownLanguage(ProfileChanges profiles, AuthorizedChanges authorized) {
		return new OwnLanguage(profiles, authorized);
	}

	@Bean
	LanguageApi languageApi(OwnLanguage own) {
		return new LanguageApi(own);
	}

	@Bean
	WebMvcConfigurer pages(PageFrame frame, SessionAuthority authority, WebProperties resources) {
		return new WebMvcConfigurer() {
			@Override
			public void addInterceptors(InterceptorRegistry registry) {
				registry.addInterceptor(new QuerySecretCheck());
				registry.addInterceptor(new BodyTypeCheck());
				registry.addInterceptor(new PageModel(frame));
			}

			/**
			 * Serve what pages show under the reserved prefix too: on the host of an
			 * application {@code /assets} is the application's.
			 */
			@Override
			public void addResourceHandlers(ResourceHandlerRegistry registry) {
				CacheControl cache = resources.getResources().getCache().getCachecontrol().toHttpCacheControl();
				registry.addResourceHandler("/.latchkey/assets/**")
					.addResourceLocations("classpath:/static/assets/")
					.setCacheControl(Objects.requireNonNull(cache));
			}

			/**
			 * Keep to JSON. Spring would write YAML and XML as well, because libraries of
			 * the API's description can, and by a mapper without this configuration:
			 * other names of members, and other times.
			 */
			@Override
			public void configureMessageConverters(HttpMessageConverters.ServerBuilder converters) {
				converters.configureMessageConvertersList((all) -> all.removeIf(WebConfiguration::writesAnotherFormat));
			}

			@Override
			public void addFormatters(FormatterRegistry registry) {
				registry.addPrinter(new InstantPrinter());
			}

			@Override
			public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
				resolvers.add(new ActingSessionResolver(authority));
			}
		};
	}

	private static boolean writesAnotherFormat(HttpMessageConverter<?> converter) {
		return converter.getSupportedMediaTypes().stream().anyMatch(OTHER_FORMATS::contains);
	}

	private static void strictText(MutableCoercionConfig text) {
		text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
			.setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
			.setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
	}

	private static void strictBoolean(MutableCoercionConfig bool) {
		bool.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
			.setCoercion(CoercionInputShape.String, CoercionAction.Fail)
			.setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail);
	}

}
