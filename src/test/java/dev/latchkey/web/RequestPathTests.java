package dev.latchkey.web;

import java.util.List;

import dev.latchkey.harness.Client;
import dev.latchkey.harness.Latchkey;
import dev.latchkey.harness.RunsIn;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.webmvc.actuate.endpoint.web.AbstractWebMvcEndpointHandlerMapping;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is on the way of each request, and what is not.
 */
@RunsIn(Latchkey.Mode.SESSION)
class RequestPathTests {

	private Latchkey latchkey;

	@BeforeEach
	void use(Latchkey started) {
		this.latchkey = started;
	}

	@Test
	void looksAmongItsOwnMethodsBeforeTheActuators() {
		// the servlet looks for them at its first request
		this.latchkey.client().get("/api/mode").expect(200);
		List<HandlerMapping> mappings = this.latchkey.bean(DispatcherServlet.class).getHandlerMappings();
		assertThat(mappings)
			.filteredOn((mapping) -> mapping.getClass() == RequestMappingHandlerMapping.class
					|| mapping instanceof AbstractWebMvcEndpointHandlerMapping)
			.hasSizeGreaterThan(1)
			.first()
			.isInstanceOf(RequestMappingHandlerMapping.class);
	}

	@Test
	void countsAndTimesEachRequestOnce() {
		String timer = "http_server_requests_seconds";
		String mode = "{error=\"none\",exception=\"none\",method=\"GET\",outcome=\"SUCCESS\",status=\"200\",uri=\"/api/mode\"}";
		Client anybody = this.latchkey.client();
		anybody.get("/api/mode").expect(200);
		double before = this.latchkey.metric(timer + "_count" + mode);
		anybody.get("/api/mode").expect(200);
		anybody.get("/api/mode").expect(200);
		assertThat(this.latchkey.metric(timer + "_count" + mode)).isEqualTo(before + 2);
		assertThat(this.latchkey.metric(timer + "_sum" + mode)).isPositive();
		assertThat(this.latchkey.metrics()).contains("latchkey_sessions_active")
			.doesNotContain("http_server_requests_active", "tomcat_sessions");
	}

}
