package dev.latchkey.web.server;

import dev.latchkey.harness.Latchkey;
import dev.latchkey.harness.LatchkeySetup;
import org.junit.jupiter.api.Test;

import org.springframework.boot.diagnostics.FailureAnalysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * The limits for slow clients do not hold for HTTP/2, so that it is refused.
 */
class Http2Tests {

	@Test
	void isRefusedAtTheStart() {
		LatchkeySetup setup = Latchkey.in(Latchkey.Mode.SESSION).with("server.http2.enabled", "true");
		Throwable failure = catchThrowable(() -> setup.start().close());
		assertThat(failure).hasRootCauseInstanceOf(UnsupportedHttp2Exception.class);
		FailureAnalysis analysis = new UnsupportedHttp2FailureAnalyzer().analyze(failure);
		assertThat(analysis).isNotNull();
		assertThat(analysis.getDescription()).contains("server.http2.enabled");
		assertThat(analysis.getAction()).contains("proxy");
	}

}
