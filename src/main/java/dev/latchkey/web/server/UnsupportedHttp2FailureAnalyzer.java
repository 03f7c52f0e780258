package dev.latchkey.web.server;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Explains how clients can use HTTP/2 all the same.
 */
class UnsupportedHttp2FailureAnalyzer extends AbstractFailureAnalyzer<UnsupportedHttp2Exception> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, UnsupportedHttp2Exception cause) {
		return new FailureAnalysis(String.valueOf(cause.getMessage()),
				"Leave it out. For HTTP/2, put a proxy in front that speaks it to the clients, and HTTP/1.1 to "
						+ "Latchkey, as nginx does.",
				cause);
	}

}
