package dev.latchkey.forwardauth;

import java.io.IOException;

import dev.latchkey.application.Application;
import dev.latchkey.application.ApplicationDirectory;
import dev.latchkey.mode.Credential;
import dev.latchkey.mode.InvalidCredentialException;
import dev.latchkey.mode.SessionAuthentication;
import dev.latchkey.problem.FactorSetupRequiredException;
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

	ForwardAuthFilter(ApplicationDirectory directory, VisitorResolver visitors, IdentityHeaders identity,
			EntryLinks links, EntryProblems problems) {
		this.directory = directory;
		this.visitors = visitors;
		this.identity = identity;
		this.links = links;
		this.problems = problems;
	}

	@Override
	public void doFilter(ServletRequest servletRequest, ServletResponse servletResponse, FilterChain chain)
			throws ServletException, IOException {
		HttpServletRequest request = (HttpServletRequest) servletRequest;
		HttpServletResponse response = (HttpServletResponse) servletResponse;
		@Nullable ProxyDialect dialect = ProxyDialect.of(request.getRequestURI().substring(request.getContextPath().length()));
		if (dialect == null) {
			chain.doFilter(request, response);
			return;
		}
		@Nullable OriginalRequest original = RequestHost.isOfTrustedProxy(request) ? dialect.read(request) : null;
		if (original == null) {
			this.problems.writeJson(request, response, new UnknownApplicationHostException());
			return;
		}
		ProxyQuestion question = new ProxyQuestion(request, response, dialect, original);
		try {
			answer(question);
		}
		catch (AuthenticationException | InvalidCredentialException | SessionEndedException ex) {
			leadToLogin(question, ex);
		}
		catch (RuntimeException ex) {
			refuse(question, ex);
		}
	}

	private void answer(ProxyQuestion question) throws IOException {
		String host = question.original().host();
		@Nullable Application application = this.directory.ofHost(host);
		if (application == null) {
			this.problems.writeJson(question.request(), question.response(), new UnknownApplicationHostException());
			return;
		}
		Session session = this.visitors.resolve(question.request(), application, host);
		if (session.mustChangePassword()) {
			deny(question, session, new PasswordChangeRequiredException());
		}
		else if (session.mustSetUpFactor()) {
			deny(question, session, new FactorSetupRequiredException());
		}
		else if (!application.mayBeUsedBy(session.permissions())) {
			deny(question, session, new ApplicationForbiddenException(application));
		}
		else {
			this.identity.write(question.response(), session, application);
		}
	}

	private void leadToLogin(ProxyQuestion question, RuntimeException refusal) throws IOException {
		OriginalRequest original = question.original();
		if (original.navigation()) {
			question.response()
				.setHeader(HttpHeaders.LOCATION, this.links.start(original.scheme(), original.host(), original.path()));
		}
		if (question.mayRedirect()) {
			question.response().setStatus(HttpStatus.SEE_OTHER.value());
		}
		else {
			this.problems.writeJson(question.request(), question.response(), refusal);
		}
	}

	/**
	 * Refuse a visitor. The event that records it names the visitor.
	 */
	private void deny(ProxyQuestion question, Session session, RuntimeException denial) throws IOException {
		SecurityContextHolder
			.setContext(new SecurityContextImpl(new SessionAuthentication(session, Credential.Source.COOKIE)));
		RequestContextHolder
			.setRequestAttributes(new ServletRequestAttributes(question.request(), question.response()));
		try {
			refuse(question, denial);
		}
		finally {
			RequestContextHolder.resetRequestAttributes();
			SecurityContextHolder.clearContext();
		}
	}

	private void refuse(ProxyQuestion question, RuntimeException failure) throws IOException {
		if (question.showsPages()) {
			this.problems.writePage(question.request(), question.response(), failure, null);
		}
		else {
			this.problems.writeJson(question.request(), question.response(), failure);
		}
	}

}
