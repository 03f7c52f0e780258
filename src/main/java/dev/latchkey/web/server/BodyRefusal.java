package dev.latchkey.web.server;

import dev.latchkey.problem.ServerBusyException;

import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/**
 * Why a body was not read to its end. The request goes on to the filters all the same,
 * with this as an attribute, so that the one writer of errors answers it.
 */
enum BodyRefusal {

	/** It is longer than any call needs. */
	TOO_LONG {
		@Override
		RuntimeException exception() {
			return new ResponseStatusException(HttpStatus.CONTENT_TOO_LARGE);
		}
	},

	/** It did not come in time. */
	TOO_SLOW {
		@Override
		RuntimeException exception() {
			return new ResponseStatusException(HttpStatus.REQUEST_TIMEOUT);
		}
	},

	/** It breaks off, or its chunks are malformed (RFC 9112, 7.1). */
	MALFORMED {
		@Override
		RuntimeException exception() {
			return new ResponseStatusException(HttpStatus.BAD_REQUEST);
		}
	},

	/** Too many requests wait for their bodies. */
	TOO_MANY {
		@Override
		RuntimeException exception() {
			return new ServerBusyException();
		}
	};

	static final String ATTRIBUTE = BodyRefusal.class.getName();

	abstract RuntimeException exception();

}
