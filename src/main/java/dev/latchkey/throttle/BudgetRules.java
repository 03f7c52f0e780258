package dev.latchkey.throttle;

import java.util.List;

import dev.latchkey.throttle.Budget.Scope;

/**
 * Which budgets an attempt is paid from. The widest comes first: what it refuses reaches
 * no narrower one, so that no flood of made-up names makes more budgets than the widest
 * has attempts.
 */
class BudgetRules {

	private final ThrottleSettings settings;

	BudgetRules(ThrottleSettings settings) {
		this.settings = settings;
	}

	/**
	 * Return the sets of budgets that an attempt may be paid from, in this order. A
	 * device that has used up its own budget counts as a stranger.
	 */
	List<List<Budget>> choicesFor(AuthenticationAttempt attempt) {
		KnownDevice device = attempt.device();
		return (device != null) ? List.of(ofDevice(device), ofStranger(attempt)) : List.of(ofStranger(attempt));
	}

	private List<Budget> ofStranger(AuthenticationAttempt attempt) {
		String network = ClientNetwork.of(attempt.address());
		Budget ofNetwork = budget(Scope.NETWORK, network, this.settings.networkAttempts());
		return switch (attempt.kind()) {
			case USER -> List.of(budget(Scope.OVERALL, "", this.settings.overallAttempts()), ofNetwork,
					ofAccount(attempt.name()));
			// not overall: a crowd elsewhere must not shut an application out
			case CLIENT -> List.of(ofNetwork,
					budget(Scope.CLIENT, network + ":" + attempt.name(), this.settings.accountAttempts()));
		};
	}

	private List<Budget> ofDevice(KnownDevice device) {
		return List.of(ofDevices(device.accountId()),
				budget(Scope.DEVICE, device.accountId() + ":" + device.id(), this.settings.deviceAttempts()));
	}

	Budget ofAccount(String username) {
		return budget(Scope.ACCOUNT, username, this.settings.accountAttempts());
	}

	/**
	 * All devices of an account together: an attacker who once knew the password may have
	 * registered many.
	 */
	Budget ofDevices(String accountId) {
		return budget(Scope.DEVICES, accountId, this.settings.devicesAttempts());
	}

	private Budget budget(Scope scope, String whose, int attempts) {
		return Budget.of(scope, whose, attempts, this.settings.period());
	}

}
