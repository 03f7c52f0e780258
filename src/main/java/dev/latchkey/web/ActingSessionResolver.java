package dev.latchkey.web;

import dev.latchkey.mode.SessionAuthentication;
import dev.latchkey.session.ActingSession;
import dev.latchkey.session.Session;
import dev.latchkey.session.SessionAuthority;
import dev.latchkey.url.UrlSpace;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.core.MethodParameter;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.AuthenticationCredentialsNotFoundException;
import org.springframework.util.Assert;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.util.ServletRequestPathUtils;

/**
 * Hands a controller the session that asks for a change, with the permission that the
 * table of the URL space asks of that very call.
 */
class ActingSessionResolver implements HandlerMethodArgumentResolver {

	private final SessionAuthority authority;

	ActingSessionResolver(SessionAuthority authority) {
		this.authority = authority;
	}

	@Override
	public boolean supportsParameter(MethodParameter parameter) {
		return parameter.getParameterType() == ActingSession.class;
	}

	@Override
	public ActingSession resolveArgument(MethodParameter parameter, @Nullable ModelAndViewContainer container,
			NativeWebRequest webRequest, @Nullable WebDataBinderFactory binderFactory) {
		Session session = SessionAuthentication.current();
		if (session == null) {
			throw new AuthenticationCredentialsNotFoundException("A change needs a session");
		}
		HttpServletRequest request = webRequest.getNativeRequest(HttpServletRequest.class);
		Assert.state(request != null, "A controller serves requests");
		return this.authority.actingSession(session, UrlSpace.permissionFor(HttpMethod.valueOf(request.getMethod()),
				ServletRequestPathUtils.getParsedRequestPath(request).pathWithinApplication()));
	}

}
