package dev.latchkey.security;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;

/**
 * Answers what the server refuses before any filter sees it, such as a malformed request
 * line, like every other failure: as a problem, with the security headers. Public because
 * the server creates it by name.
 */
public class ServerErrors extends ErrorReportValve {

	@Override
	protected void report(Request request, Response response, @Nullable Throwable failure) {
		int status = response.getStatus();
		if (status < HttpStatus.BAD_REQUEST.value() || response.getContentWritten() > 0
				|| !response.setErrorReported()) {
			return;
		}
		if (status == HttpStatus.NOT_IMPLEMENTED.value() || status == HttpStatus.HTTP_VERSION_NOT_SUPPORTED.value()) {
			// the client's fault, not the server's, although RFC 9112, 6.1, and RFC 9110,
			// 15.6.6, recommend otherwise
			status = HttpStatus.BAD_REQUEST.value();
			response.setStatus(status);
		}
		boolean ours = status >= HttpStatus.INTERNAL_SERVER_ERROR.value();
		HeadersFilter.write(request.getRequest(), response.getResponse());
		response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
		String body = "{\"type\":\"urn:latchkey:%s\",\"title\":\"%s\",\"status\":%d}".formatted(
				ours ? "internal-error" : "invalid-request",
				ours ? "Something went wrong here" : "The request is not valid", status);
		try {
			response.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
			response.finishResponse();
		}
		catch (IOException ex) {
			this.container.getLogger().debug("A client disconnected before its error was written", ex);
		}
	}

}
