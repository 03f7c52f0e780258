package dev.latchkey.web.server;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;

import org.apache.coyote.InputBuffer;
import org.apache.tomcat.util.net.ApplicationBufferHandler;

/**
 * What has come of a body. The connection lends a buffer of its own with each read, so
 * what is to be kept is copied out of it at once.
 */
final class ReceivedBytes implements ApplicationBufferHandler {

	private final ByteArrayOutputStream kept = new ByteArrayOutputStream(512);

	private ByteBuffer buffer = EMPTY_BUFFER;

	/**
	 * Read what there is, and keep it.
	 * @return how many bytes were read, and less than 0 at the end of the body
	 */
	int read(InputBuffer connection) throws IOException {
		int count = connection.doRead(this);
		if (count > 0) {
			byte[] read = new byte[this.buffer.remaining()];
			this.buffer.get(read);
			this.kept.writeBytes(read);
		}
		return count;
	}

	/**
	 * Read what there is, and throw it away.
	 * @return how many bytes were read, and less than 0 at the end of the body
	 */
	int discard(InputBuffer connection) throws IOException {
		int count = connection.doRead(this);
		this.buffer = EMPTY_BUFFER;
		return count;
	}

	/**
	 * Return how many bytes are kept.
	 */
	int size() {
		return this.kept.size();
	}

	byte[] toByteArray() {
		return this.kept.toByteArray();
	}

	@Override
	public void setByteBuffer(ByteBuffer read) {
		this.buffer = read;
	}

	@Override
	public ByteBuffer getByteBuffer() {
		return this.buffer;
	}

	@Override
	public void expand(int size) {
		// the container passes buffers of its own
	}

}
