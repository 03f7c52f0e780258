package dev.latchkey.web.server;

import java.nio.ByteBuffer;

import org.apache.coyote.InputBuffer;
import org.apache.tomcat.util.net.ApplicationBufferHandler;

/**
 * The body of a request as the source that the container reads from, once all of it is
 * there. It hands over everything at once.
 */
final class ReplayedBody implements InputBuffer {

	private ByteBuffer rest;

	ReplayedBody(byte[] bytes) {
		this.rest = ByteBuffer.wrap(bytes);
	}

	@Override
	public int doRead(ApplicationBufferHandler handler) {
		int length = available();
		if (length == 0) {
			return -1;
		}
		handler.setByteBuffer(this.rest);
		this.rest = ApplicationBufferHandler.EMPTY_BUFFER;
		return length;
	}

	@Override
	public int available() {
		return this.rest.remaining();
	}

}
