package dev.latchkey.web;

import java.io.IOException;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.GenericFilterBean;
import org.springframework.web.server.ResponseStatusException;

/**
 * Refuses bodies that are longer than any call needs: 413, before they are read if their
 * length is given, and otherwise as soon as they exceed the limit.
 */
class BodyLimitFilter extends GenericFilterBean {

	private static final int LIMIT = 16 * 1024;

	@Override
	public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		if (request.getContentLengthLong() > LIMIT) {
			throw new ResponseStatusException(HttpStatus.CONTENT_TOO_LARGE);
		}
		HttpServletRequest call = (HttpServletRequest) request;
		chain.doFilter(isOpenEnded(call) ? new Limited(call) : call, response);
	}

	/**
	 * Return whether a body of unknown length follows. Over HTTP/1 there is none unless a
	 * header announces one (RFC 9112, 6.3).
	 */
	private static boolean isOpenEnded(HttpServletRequest request) {
		return request.getContentLengthLong() < 0 && (request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null
				|| !request.getProtocol().startsWith("HTTP/1"));
	}

	private static final class Limited extends HttpServletRequestWrapper {

		Limited(HttpServletRequest request) {
			super(request);
		}

		@Override
		public ServletInputStream getInputStream() throws IOException {
			return new Counted(super.getInputStream());
		}

	}

	private static final class Counted extends ServletInputStream {

		private final ServletInputStream body;

		private int read;

		Counted(ServletInputStream body) {
			this.body = body;
		}

		@Override
		public int read() throws IOException {
			int next = this.body.read();
			count((next >= 0) ? 1 : 0);
			return next;
		}

		@Override
		public int read(byte[] buffer, int offset, int length) throws IOException {
			int count = this.body.read(buffer, offset, length);
			count(count);
			return count;
		}

		private void count(int more) {
			this.read += Math.max(more, 0);
			if (this.read > LIMIT) {
				throw new ResponseStatusException(HttpStatus.CONTENT_TOO_LARGE);
			}
		}

		@Override
		public boolean isFinished() {
			return this.body.isFinished();
		}

		@Override
		public boolean isReady() {
			return this.body.isReady();
		}

		@Override
		public void setReadListener(ReadListener listener) {
			this.body.setReadListener(listener);
		}

	}

}
