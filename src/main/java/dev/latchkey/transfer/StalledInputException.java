package dev.latchkey.transfer;

import java.io.IOException;

/**
 * A client sends its file so slowly that it does not come on.
 */
class StalledInputException extends IOException {

	StalledInputException() {
		super("The file does not come on");
	}

}
