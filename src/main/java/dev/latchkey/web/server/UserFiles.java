package dev.latchkey.web.server;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;

import dev.latchkey.url.UrlSpace;
import org.apache.coyote.Request;
import org.apache.tomcat.util.buf.ByteChunk;
import org.jspecify.annotations.Nullable;

/**
 * Knows the requests whose bodies may be longer than all others: files of users, which
 * are taken line by line as they come. Their controller reads them, once it knows who is
 * asking, and asks again with each few lines. A file that fits into
 * {@link RequestBody#LIMIT} is read like any other body, and so is a body whose media
 * type is not one of these files.
 *
 * @param contextPath the context path
 */
record UserFiles(String contextPath) {

	private static final Set<String> TYPES = Set.of("text/csv", "application/x-ndjson");

	/**
	 * Return whether such a file is to come.
	 */
	boolean isAwaited(Request request) {
		long length = request.getContentLengthLong();
		return (length < 0 || length > RequestBody.LIMIT) && TYPES.contains(type(request.getContentType()))
				&& "POST".equals(request.getMethod()) && takesFiles(request);
	}

	private boolean takesFiles(Request request) {
		// as it came: other ways to write the path take the way of all others
		ByteChunk bytes = request.requestURI().getByteChunk();
		String path = new String(bytes.getBuffer(), bytes.getStart(), bytes.getLength(), StandardCharsets.ISO_8859_1);
		return path.startsWith(this.contextPath) && UrlSpace.takesUserFiles(path.substring(this.contextPath.length()));
	}

	private static String type(@Nullable String header) {
		return (header != null) ? header.split(";", 2)[0].strip().toLowerCase(Locale.ROOT) : "";
	}

}
