package dev.latchkey.web.server;

import java.nio.charset.StandardCharsets;
import java.util.List;

import dev.latchkey.url.OriginalTarget;
import dev.latchkey.url.ReservedPaths;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.coyote.Adapter;
import org.apache.coyote.Request;
import org.apache.coyote.Response;
import org.apache.tomcat.util.buf.ByteChunk;
import org.apache.tomcat.util.buf.MessageBytes;

/**
 * Takes the targets of other applications' requests as they are. Browsers send characters
 * in them that RFC 3986 does not allow, and such a target may mean something else here
 * than it means there: the container would refuse an encoded slash, and resolve two dots.
 * The connection lets those characters through for all requests; where no foreign target
 * is expected, they are refused here.
 * <p>
 * It stands in front of the container, which decodes and resolves a path before any
 * filter or valve sees it.
 */
final class RawTargets extends ContainerAdapter {

	/** What browsers send although RFC 3986 does not allow it. */
	static final String CHARACTERS = "\"<>[\\]^`{|}";

	private static final boolean[] RAW = new boolean[256];

	static {
		CHARACTERS.chars().forEach((character) -> RAW[character] = true);
	}

	private final String prefix;

	private final List<String> expecting;

	RawTargets(Adapter container, String contextPath) {
		super(container);
		this.prefix = contextPath + OriginalTarget.PREFIX;
		ReservedPaths reserved = new ReservedPaths(contextPath);
		this.expecting = List.of(contextPath + "/forward-auth", reserved.onHost("/start"), reserved.onHost("/enter"),
				contextPath + "/continue");
	}

	@Override
	public void service(Request request, Response response) throws Exception {
		if (response.getStatus() < HttpServletResponse.SC_BAD_REQUEST) {
			MessageBytes target = request.requestURI();
			if (startsWith(target.getByteChunk(), this.prefix)) {
				layAside(request, target);
			}
			if (isRaw(target.getByteChunk()) || (isRaw(request.queryString().getByteChunk()) && !expects(target))) {
				// as the connection refuses what it does not let through
				response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
				response.setError();
			}
		}
		container().service(request, response);
	}

	/**
	 * Keep the application's path for the filter that answers the question.
	 */
	private void layAside(Request request, MessageBytes target) {
		ByteChunk bytes = target.getByteChunk();
		int length = this.prefix.length();
		request.setAttribute(OriginalTarget.ATTRIBUTE, new String(bytes.getBuffer(), bytes.getStart() + length,
				bytes.getLength() - length, StandardCharsets.ISO_8859_1));
		target.setBytes(bytes.getBuffer(), bytes.getStart(), length);
	}

	private boolean expects(MessageBytes target) {
		return this.expecting.stream().anyMatch((path) -> startsWith(target.getByteChunk(), path));
	}

	/**
	 * Return whether a path is another or below it.
	 */
	private static boolean startsWith(ByteChunk path, String other) {
		int length = other.length();
		return path.startsWith(other, 0)
				&& (path.getLength() == length || path.getBuffer()[path.getStart() + length] == '/');
	}

	private static boolean isRaw(ByteChunk text) {
		byte[] bytes = text.getBuffer();
		for (int i = text.getStart(); i < text.getEnd(); i++) {
			if (RAW[bytes[i] & 0xff]) {
				return true;
			}
		}
		return false;
	}

}
