package dev.latchkey.browser;

import java.net.URI;
import java.util.Objects;

import dev.latchkey.harness.Latchkey;

import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.util.ReflectionUtils;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * A page on the host of an application's login that leads to another host, as an
 * application may do with what comes to it.
 */
final class LeadingElsewhere implements AutoCloseable {

	private static final String PATH = "/leading-elsewhere";

	private final RequestMappingHandlerMapping mappings;

	private final RequestMappingInfo mapping;

	private final URI target;

	private LeadingElsewhere(RequestMappingHandlerMapping mappings, URI target) {
		this.mappings = mappings;
		this.mapping = RequestMappingInfo.paths(PATH).options(mappings.getBuilderConfiguration()).build();
		this.target = target;
	}

	/**
	 * Add the page to an application.
	 * @param latchkey the application
	 * @param origin the other host's scheme and name; it has the application's port
	 * @return the page, which goes when it is closed
	 */
	static LeadingElsewhere in(Latchkey latchkey, String origin) {
		// the first request makes them
		latchkey.client().get("/api/mode").expect(200);
		RequestMappingHandlerMapping mappings = Objects
			.requireNonNull(latchkey.bean(DispatcherServlet.class).getHandlerMappings())
			.stream()
			.filter((candidate) -> candidate.getClass() == RequestMappingHandlerMapping.class)
			.map(RequestMappingHandlerMapping.class::cast)
			.findFirst()
			.orElseThrow();
		LeadingElsewhere page = new LeadingElsewhere(mappings, URI.create(origin + latchkey.port() + "/login"));
		mappings.registerMapping(page.mapping, page,
				Objects.requireNonNull(ReflectionUtils.findMethod(LeadingElsewhere.class, "lead")));
		return page;
	}

	/**
	 * Return the way to it by which applications are reached.
	 */
	String path() {
		return "/continue?to=" + PATH;
	}

	ResponseEntity<Void> lead() {
		return ResponseEntity.status(HttpStatus.SEE_OTHER).location(this.target).build();
	}

	@Override
	public void close() {
		this.mappings.unregisterMapping(this.mapping);
	}

}
