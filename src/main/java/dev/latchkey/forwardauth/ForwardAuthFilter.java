package dev.latchkey.forwardauth;

import java.io.IOException;

import dev.latchkey.application.Application;
import dev.latchkey.application.ApplicationDirectory;
import dev.latchkey.mode.Credential;
import dev.latchkey.mode.InvalidCredentialException;
import dev.latchkey.mode.SessionAuthentication;
import dev.latchkey.problem.PasswordChangeRequiredException;
import dev.latchkey.problem.UnknownApplicationHostException;
import dev.latchkey.session.Session;
import dev.latchkey.session.SessionEndedException;
import dev.latchkey.web.forwarded.RequestHost;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.springframework.web.filter.GenericFilterBean;

/**
 * Answers a proxy that asks, before it hands a request on to an application: who sent it,
 * and may they use that application?
 * <p>
 * It comes before all filters that judge a request by its method, its path or its origin:
 * those of a question may be the original request's, and are the application's affair.
 */
class ForwardAuthFilter extends GenericFilterBean {

	private final ApplicationDirectory directory;

	private final VisitorResolver visitors;

	private final IdentityHeaders identity;

	private final EntryLinks links;

	private final EntryProblems problems;

	ForwardAuthFilter(ApplicationDirectory directory, VisitorResolver visitors, IdentityHeaders identity, EntryLinks links,
			EntryProblems problems) {
		this.directory = directory;
		this.visitors = visitors;
		this.identity = identity;
		this.links = links;
		this.problems = problems;
	}

	@Override
	public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		HttpServletRequest question = (HttpServletRequest) request;
		@Nullable ProxyDialect dialect = ProxyDialect.of(question.getRequestURI().substring(question.getContextPath().length()));
		if (dialect == null) {
			chain.doFilter(request, response);
			return;
		}
		@Nullable OriginalRequest original = RequestHost.isOfTrustedProxy(question) ? dialect.read(question) : null;
		if (original == null) {
			this.problems.writeJson(question, (HttpServletResponse) response, new UnknownApplicationHostException());
			return;
		}
		try {
			answer(question, (HttpServletResponse) response, dialect, original);
		}
		catch (AuthenticationException | InvalidCredentialException | SessionEndedException ex) {
			leadToLogin(question, (HttpServletResponse) response, dialect, original, ex);
		}
		catch (RuntimeException ex) {
			refuse(question, (HttpServletResponse) response, dialect, original, ex);
		}
	}

	private void answer(HttpServletRequest question, HttpServletResponse response, ProxyDialect dialect,
			OriginalRequest original) throws IOException {
		@Nullable Application application = this.directory.ofHost(original.host());
		if (application == null) {
			this.problems.writeJson(question, response, new UnknownApplicationHostException());
			return;
		}
		Session session = this.visitors.resolve(question, application, original.host());
		if (session.mustChangePassword()) {
			deny(question, response, dialect, original, session, new PasswordChangeRequiredException());
		}
		else if (!application.mayBeUsedBy(session.permissions())) {
			deny(question, response, dialect, original, session, new ApplicationForbiddenException(application));
		}
		else {
			this.identity.write(response, session, application);
		}
	}

	private void leadToLogin(HttpServletRequest question, HttpServletResponse response, ProxyDialect dialect,
			OriginalRequest original, RuntimeException refusal) throws IOException {
		if (original.navigation()) {
			response.setHeader(HttpHeaders.LOCATION,
					this.links.start(original.scheme(), original.host(), original.path()));
		}
		if (original.navigation() && dialect.redirect() == HttpStatus.SEE_OTHER) {
			response.setStatus(HttpStatus.SEE_OTHER.value());
		}
		else {
			this.problems.writeJson(question, response, refusal);
		}
	}

	/**
	 * Refuse a visitor. The event that records it names the visitor.
	 */
	private void deny(HttpServletRequest question, HttpServletResponse response, ProxyDialect dialect,
			OriginalRequest original, Session session, RuntimeException denial) throws IOException {
		SecurityContextHolder
			.setContext(new SecurityContextImpl(new SessionAuthentication(session, Credential.Source.COOKIE)));
		RequestContextHolder.setRequestAttributes(new ServletRequestAttributes(question, response));
		try {
			refuse(question, response, dialect, original, denial);
		}
		finally {
			RequestContextHolder.resetRequestAttributes();
			SecurityContextHolder.clearContext();
		}
	}

	private void refuse(HttpServletRequest question, HttpServletResponse response, ProxyDialect dialect,
			OriginalRequest original, RuntimeException failure) throws IOException {
		if (original.navigation() && dialect.handsOnPages()) {
			this.problems.writePage(question, response, failure, null);
		}
		else {
			this.problems.writeJson(question, response, failure);
		}
	}

}
