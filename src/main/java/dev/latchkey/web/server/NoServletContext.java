package dev.latchkey.web.server;

import org.apache.coyote.AsyncContextCallback;

/**
 * Stands for the servlet's asynchronous context, which there is none of as long as no
 * servlet knows of the request.
 */
final class NoServletContext implements AsyncContextCallback {

	@Override
	public void fireOnComplete() {
		// nothing listens
	}

	@Override
	public boolean isAvailable() {
		return true;
	}

	@Override
	public void incrementInProgressAsyncCount() {
		// the container counts its own
	}

	@Override
	public void decrementInProgressAsyncCount() {
		// the container counts its own
	}

}
