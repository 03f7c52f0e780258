package dev.latchkey.problem;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.latchkey.factor.TotpFactor;
import dev.latchkey.mode.SessionAuthentication;
import dev.latchkey.session.Session;
import dev.latchkey.url.UrlSpace;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessException;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/**
 * The form that asks for a proof in the place of a form that was refused. It has all
 * fields of that one and is sent to the same path, so that what was asked for is done
 * once the proof is right. What is too large for that, or no form, leads back to its page
 * instead.
 */
class ProofForm {

	static final String VIEW = "proof";

	/** The prefix of the fields that this page adds to those of the other form. */
	static final String OWN = "proof_";

	private static final int MOST_FIELDS = 500;

	/** In characters. */
	private static final int LONGEST = 64 * 1024;

	private final TotpFactor app;

	ProofForm(TotpFactor app) {
		this.app = app;
	}

	/**
	 * Return the model of the page.
	 */
	Map<String, @Nullable Object> modelOf(HttpServletRequest request) {
		Map<String, @Nullable Object> model = new HashMap<>();
		List<Field> fields = isForm(request) ? fields(request) : null;
		if (fields != null) {
			model.put("action", request.getRequestURI());
			model.put("fields", fields);
		}
		else {
			model.put("action", request.getContextPath() + "/proof");
			model.put("fields", List.of(new Field("continue", pageOf(request))));
		}
		model.put("app", hasApp());
		return model;
	}

	/**
	 * Return whether to ask for a code as well.
	 */
	private boolean hasApp() {
		@Nullable Session me = SessionAuthentication.current();
		try {
			return me != null && this.app.isSetUp(me.accountId());
		}
		catch (DataAccessException ex) {
			// the page that asks for a password is better than none
			return false;
		}
	}

	private static boolean isForm(HttpServletRequest request) {
		try {
			@Nullable String type = request.getContentType();
			return request.getMethod().equals("POST") && (type == null
					|| MediaType.parseMediaType(type).equalsTypeAndSubtype(MediaType.APPLICATION_FORM_URLENCODED));
		}
		catch (InvalidMediaTypeException ex) {
			return false;
		}
	}

	private static @Nullable List<Field> fields(HttpServletRequest request) {
		List<Field> fields = new ArrayList<>();
		int length = 0;
		for (Map.Entry<String, String[]> parameter : request.getParameterMap().entrySet()) {
			String name = parameter.getKey();
			// the page has a CSRF token of its own
			if (name.startsWith(OWN) || name.equals("_csrf")) {
				continue;
			}
			for (String value : parameter.getValue()) {
				fields.add(new Field(name, value));
				length += name.length() + value.length();
			}
		}
		return (fields.size() <= MOST_FIELDS && length <= LONGEST) ? fields : null;
	}

	private static String pageOf(HttpServletRequest request) {
		if (request.getMethod().equals("GET")) {
			@Nullable String query = request.getQueryString();
			return (query != null) ? request.getRequestURI() + "?" + query : request.getRequestURI();
		}
		String context = request.getContextPath();
		return context + UrlSpace.pageOfForm(request.getRequestURI().substring(context.length()));
	}

	/**
	 * A field that the person does not see.
	 *
	 * @param name its name
	 * @param value its value
	 */
	public record Field(String name, String value) {

		/**
		 * Keep what may be a secret out of logs.
		 */
		@Override
		public String toString() {
			return "Field[" + this.name + "]";
		}

	}

}
