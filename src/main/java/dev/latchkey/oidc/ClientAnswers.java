package dev.latchkey.oidc;

import java.util.List;
import java.util.Set;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.MediaType;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.accept.ContentNegotiationStrategy;
import org.springframework.web.accept.HeaderContentNegotiationStrategy;
import org.springframework.web.context.request.NativeWebRequest;

/**
 * Answers applications in the one form that their endpoints have, whatever their
 * {@code Accept} says (RFC 9110, 12.4.1): some libraries send that of a browser, and a
 * 406 tells them nothing that they could act on.
 */
class ClientAnswers implements ContentNegotiationStrategy {

	private static final Set<String> ENDPOINTS = Set.of("/oauth2/token", "/oauth2/par", "/oauth2/device_authorization",
			"/oauth2/introspect", "/oauth2/revoke", "/userinfo");

	private final ContentNegotiationStrategy others = new HeaderContentNegotiationStrategy();

	@Override
	public List<MediaType> resolveMediaTypes(NativeWebRequest webRequest) throws HttpMediaTypeNotAcceptableException {
		HttpServletRequest request = webRequest.getNativeRequest(HttpServletRequest.class);
		return (request != null && isForApplications(request.getServletPath())) ? MEDIA_TYPE_ALL_LIST
				: this.others.resolveMediaTypes(webRequest);
	}

	private static boolean isForApplications(String path) {
		return ENDPOINTS.contains(path) || path.startsWith("/.well-known/");
	}

}
