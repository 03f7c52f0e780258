package dev.latchkey.problem;

import java.io.IOException;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.coyote.CloseNowException;

import org.springframework.web.filter.GenericFilterBean;

/**
 * The outermost filter. It answers what fails in a filter like what fails in a
 * controller, so that a dependency that is down is 503 wherever it is missed first.
 */
class ErrorFilter extends GenericFilterBean {

	/** Where the handler leaves a failure of which it can no longer tell the client. */
	static final String BROKEN = ErrorFilter.class.getName() + ".broken";

	private final ProblemWriter problems;

	ErrorFilter(ProblemWriter problems) {
		this.problems = problems;
	}

	@Override
	public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		try {
			chain.doFilter(request, response);
		}
		catch (IOException | ServletException | RuntimeException ex) {
			answer(request, response, ex);
			return;
		}
		if (request.getAttribute(BROKEN) instanceof Exception failure) {
			answer(request, response, failure);
		}
	}

	private void answer(ServletRequest request, ServletResponse response, Exception failure) throws IOException {
		boolean begun = response.isCommitted();
		this.problems.write((HttpServletRequest) request, (HttpServletResponse) response, failure);
		if (begun) {
			// the server ends the connection, so that a client does not take what it has
			// for the whole answer
			throw new CloseNowException(failure);
		}
	}

}
