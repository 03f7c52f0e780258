package dev.latchkey.application;

/**
 * Another application has one of these hosts: a host leads to one application.
 */
public final class HostTakenException extends RuntimeException {

	public HostTakenException() {
		super("An application with one of these hosts exists");
	}

}
