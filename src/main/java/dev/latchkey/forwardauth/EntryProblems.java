package dev.latchkey.forwardauth;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

import dev.latchkey.mode.SessionAuthentication;
import dev.latchkey.problem.ProblemWriter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

/**
 * Answers what fails on the way to an application, with a page that says how to go on.
 */
class EntryProblems {

	private static final String VIEW = "entry";

	private final ProblemWriter problems;

	private final EntryLinks links;

	EntryProblems(ProblemWriter problems, EntryLinks links) {
		this.problems = problems;
		this.links = links;
	}

	/**
	 * Answer a proxy's question in JSON: no person waits for a page, or the proxy hands
	 * none on.
	 */
	void writeJson(HttpServletRequest request, HttpServletResponse response, Exception failure) throws IOException {
		this.problems.writeJson(request, response, failure);
	}

	/**
	 * Show a page on the host of an application.
	 * @param path where the person wanted to go there, or {@code null} if starting again
	 * would not help
	 */
	void writePage(HttpServletRequest request, HttpServletResponse response, Exception failure, @Nullable String path)
			throws IOException {
		Map<String, @Nullable Object> model = model(failure);
		model.put("again", (path != null) ? this.links.start(path) : null);
		this.problems.writeForeignPage(request, response, failure, VIEW, model);
	}

	/**
	 * Answer on the login host as elsewhere there.
	 */
	void write(HttpServletRequest request, HttpServletResponse response, Exception failure) throws IOException {
		Map<String, @Nullable Object> model = model(failure);
		model.put("me", SessionAuthentication.current());
		this.problems.write(request, response, failure, VIEW, model);
	}

	private static Map<String, @Nullable Object> model(Exception failure) {
		Map<String, @Nullable Object> model = new HashMap<>();
		if (failure instanceof ApplicationForbiddenException forbidden) {
			model.put("forbidden", forbidden.application().name());
		}
		return model;
	}

}
