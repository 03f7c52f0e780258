package dev.latchkey.admin.application;

/**
 * A form would undo what another administrator has changed since it was shown.
 */
class ChangedMeanwhileException extends RuntimeException {

	ChangedMeanwhileException() {
		super("changed since the form was shown");
	}

}
