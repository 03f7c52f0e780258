package dev.latchkey.web.server;

/**
 * HTTP/2 is switched on. The limits for slow clients do not hold there: the container has
 * a thread wait for each stream whose client does not read, and its connections have no
 * deadline for a head.
 */
class UnsupportedHttp2Exception extends RuntimeException {

	UnsupportedHttp2Exception() {
		super("server.http2.enabled is true, but Latchkey itself speaks HTTP/1.1 only.");
	}

}
