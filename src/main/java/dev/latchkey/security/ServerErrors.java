package dev.latchkey.security;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

import dev.latchkey.url.UrlSpace;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.LocaleResolver;

/**
 * Answers what the server refuses before any filter sees it, such as a malformed request
 * line or a head that is too large, like every other failure: as a problem, or as a page
 * where a browser asks for one, with the security headers.
 */
final class ServerErrors extends ErrorReportValve {

	private final HeadersFilter headers;

	private final String contextPath;

	private final RefusalPage page;

	private final ObjectProvider<LocaleResolver> languages;

	ServerErrors(HeadersFilter headers, String contextPath, RefusalPage page,
			ObjectProvider<LocaleResolver> languages) {
		this.headers = headers;
		this.contextPath = contextPath;
		this.page = page;
		this.languages = languages;
	}

	@Override
	protected void report(Request request, Response response, @Nullable Throwable failure) {
		if (response.getStatus() < HttpStatus.BAD_REQUEST.value() || response.getContentWritten() > 0
				|| !response.setErrorReported()) {
			return;
		}
		HttpStatus status = status(response.getStatus(), request, failure);
		response.setStatus(status.value());
		this.headers.write(request.getRequest(), response.getResponse());
		boolean page = wantsPage(request);
		response.setContentType(page ? "text/html;charset=UTF-8" : MediaType.APPLICATION_PROBLEM_JSON_VALUE);
		String body = page ? this.page.html(status, language(request)) : json(status);
		try {
			response.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
			response.finishResponse();
		}
		catch (IOException ex) {
			this.container.getLogger().debug("A client disconnected before its error was written", ex);
		}
	}

	private static HttpStatus status(int reported, Request request, @Nullable Throwable failure) {
		if (HeadLimit.isExceeded(failure)) {
			// RFC 9110, 15.5.15; RFC 6585, 5
			return (request.getRequestURI() == null) ? HttpStatus.URI_TOO_LONG
					: HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE;
		}
		@Nullable HttpStatus status = HttpStatus.resolve(reported);
		if (status == HttpStatus.NOT_IMPLEMENTED || status == HttpStatus.HTTP_VERSION_NOT_SUPPORTED) {
			// the client's fault, not the server's, although RFC 9112, 6.1, and RFC 9110,
			// 15.6.6, recommend otherwise
			return HttpStatus.BAD_REQUEST;
		}
		return (status != null) ? status : HttpStatus.INTERNAL_SERVER_ERROR;
	}

	/**
	 * Return whether to answer with a page: not to programs, nor to a client that says
	 * what it wants instead. The head may have been read in part only.
	 */
	private boolean wantsPage(Request request) {
		@Nullable String uri = request.getRequestURI();
		@Nullable String accepted = request.getHeader(HttpHeaders.ACCEPT);
		String path = (uri != null && uri.startsWith(this.contextPath)) ? uri.substring(this.contextPath.length()) : "";
		return accepted != null && accepted.contains(MediaType.TEXT_HTML_VALUE) && !UrlSpace.isProgram(path);
	}

	private Locale language(Request request) {
		try {
			return this.languages.getObject().resolveLocale(request.getRequest());
		}
		catch (RuntimeException ex) {
			// too little of the head was read, or too little of the application is there,
			// to tell
			return Locale.ENGLISH;
		}
	}

	private static String json(HttpStatus status) {
		return "{\"type\":\"urn:latchkey:%s\",\"title\":\"%s\",\"status\":%s}".formatted(slug(status), title(status),
				status.value());
	}

	private static String slug(HttpStatus status) {
		return switch (status) {
			case METHOD_NOT_ALLOWED, URI_TOO_LONG, REQUEST_HEADER_FIELDS_TOO_LARGE ->
				status.getReasonPhrase().toLowerCase(Locale.ROOT).replace(' ', '-');
			default -> status.is5xxServerError() ? "internal-error" : "invalid-request";
		};
	}

	private static String title(HttpStatus status) {
		return switch (status) {
			case METHOD_NOT_ALLOWED, URI_TOO_LONG, REQUEST_HEADER_FIELDS_TOO_LARGE -> status.getReasonPhrase();
			default -> status.is5xxServerError() ? "Something went wrong here" : "The request is not valid";
		};
	}

}
