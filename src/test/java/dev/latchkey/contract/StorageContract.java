package dev.latchkey.contract;

import org.junit.jupiter.api.Nested;

/**
 * How sessions begin and end: the part that each combination of mode and storage has to
 * show of its own in every run. All other SQL is the same in both modes.
 */
abstract class StorageContract {

	@Nested
	class Login extends LoginContract {

	}

	@Nested
	class Ending extends EndingContract {

	}

}
