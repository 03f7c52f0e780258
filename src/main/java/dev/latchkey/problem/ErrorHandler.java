package dev.latchkey.problem;

import java.io.IOException;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RequestMapping;

/**
 * Hands the failures of controllers, and errors dispatched by the container, to the one
 * writer.
 */
@Controller
@ControllerAdvice
class ErrorHandler implements ErrorController {

	private final ProblemWriter problems;

	ErrorHandler(ProblemWriter problems) {
		this.problems = problems;
	}

	@ExceptionHandler
	void handle(HttpServletRequest request, HttpServletResponse response, Exception failure) throws IOException {
		if (response.isCommitted()) {
			// not thrown: another resolver would end the answer in good order
			request.setAttribute(ErrorFilter.BROKEN, failure);
			return;
		}
		this.problems.write(request, response, failure);
	}

	/**
	 * Answer what was reported by {@code sendError}. A client that calls this path finds
	 * nothing.
	 */
	@RequestMapping("${server.error.path:/error}")
	void handleDispatched(HttpServletRequest request, HttpServletResponse response) throws IOException {
		Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
		HttpStatus reported = (status instanceof Integer code) ? HttpStatus.resolve(code) : HttpStatus.NOT_FOUND;
		this.problems.write(request, response,
				StatusProblems.problemOf((reported != null) ? reported : HttpStatus.INTERNAL_SERVER_ERROR));
	}

}
