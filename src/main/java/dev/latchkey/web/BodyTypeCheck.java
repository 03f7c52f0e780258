package dev.latchkey.web;

import java.util.List;
import java.util.Set;

import dev.latchkey.url.UrlSpace;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Refuses a body whose type makes no sense (RFC 9110, 15.5.16), also where a call would
 * do without one: programs send JSON, and pages and applications forms. Spring does so
 * only where a controller names its types, and fails at those with an asterisk.
 */
class BodyTypeCheck implements HandlerInterceptor {

	private static final Set<String> WITH_BODY = Set.of("POST", "PUT", "PATCH", "DELETE");

	@Override
	public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
			throws HttpMediaTypeNotSupportedException {
		if (WITH_BODY.contains(request.getMethod()) && handler instanceof HandlerMethod) {
			@Nullable String type = request.getContentType();
			if (type != null) {
				check(request, type);
			}
		}
		return true;
	}

	private static void check(HttpServletRequest request, String text) throws HttpMediaTypeNotSupportedException {
		MediaType expected = UrlSpace.takesForms(request.getServletPath()) ? MediaType.APPLICATION_FORM_URLENCODED
				: MediaType.APPLICATION_JSON;
		@Nullable MediaType type = parsed(text);
		if (UrlSpace.takesUserFiles(request.getServletPath()) && type != null && type.isConcrete()) {
			// the controller names what it takes
			return;
		}
		if (type == null || !type.isConcrete() || (hasBody(request) && !type.equalsTypeAndSubtype(expected))) {
			throw new HttpMediaTypeNotSupportedException(type, List.of(expected));
		}
	}

	private static @Nullable MediaType parsed(String text) {
		try {
			return MediaType.parseMediaType(text);
		}
		catch (InvalidMediaTypeException ex) {
			return null;
		}
	}

	private static boolean hasBody(HttpServletRequest request) {
		return request.getContentLengthLong() > 0 || request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null;
	}

}
