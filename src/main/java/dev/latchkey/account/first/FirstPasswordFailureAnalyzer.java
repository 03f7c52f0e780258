package dev.latchkey.account.first;

import dev.latchkey.password.PasswordRejectedException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Says in one sentence why the service does not start with the first administrator's
 * password from the settings.
 */
final class FirstPasswordFailureAnalyzer extends AbstractFailureAnalyzer<PasswordRejectedException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, PasswordRejectedException cause) {
		return new FailureAnalysis(
				"The password in latchkey.first-admin.password is not acceptable: " + cause.rule() + ".",
				"Choose one of 8 to 128 characters that is neither common nor made of the name 'admin' or 'latchkey', "
						+ "or leave the setting out to have one generated.",
				cause);
	}

}
