package dev.latchkey.web.server;

import jakarta.servlet.ReadListener;

/**
 * Makes the connection read without waiting, which it does as long as a request has a
 * listener. It is told nothing: events come to {@link BodyReader#asyncDispatch} first.
 */
final class IgnoringReadListener implements ReadListener {

	@Override
	public void onDataAvailable() {
		// see BodyReader
	}

	@Override
	public void onAllDataRead() {
		// see BodyReader
	}

	@Override
	public void onError(Throwable failure) {
		// see BodyReader
	}

}
