package dev.latchkey.url;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * The target of the request that a proxy asks about, where the proxy puts it behind the
 * path of its question. It is another application's, so nothing of it is decoded or
 * resolved on the way here.
 */
public final class OriginalTarget {

	/** What it stands behind, below the context path. */
	public static final String PREFIX = "/forward-auth/envoy";

	/** The attribute of the request that holds its path. */
	public static final String ATTRIBUTE = OriginalTarget.class.getName();

	private OriginalTarget() {
	}

	/**
	 * Return the target that a question holds.
	 * @param request the question
	 * @return path and query as they came, or {@code null} where it holds none
	 */
	public static @Nullable String read(HttpServletRequest request) {
		if (!(request.getAttribute(ATTRIBUTE) instanceof String path)) {
			return null;
		}
		@Nullable String query = request.getQueryString();
		return (query != null) ? path + "?" + query : path;
	}

}
