package dev.latchkey.throttle;

import java.util.ArrayList;
import java.util.List;

import dev.latchkey.text.ClientNetwork;
import dev.latchkey.throttle.Budget.Scope;

/**
 * What networks have for attempts on any name: a host what is set, a site twice and a
 * block four times as much.
 */
class NetworkBudgets {

	private final ThrottleSettings settings;

	NetworkBudgets(ThrottleSettings settings) {
		this.settings = settings;
	}

	/**
	 * Return what a stranger pays from.
	 */
	List<Budget> ofStranger(ClientNetwork network) {
		return with(ofAny(network),
				Budget.of(Scope.OVERALL, "", this.settings.overallAttempts(), this.settings.period()));
	}

	/**
	 * Return what a stranger pays from where strangers have used up the overall budget.
	 */
	List<Budget> ofStrict(ClientNetwork network) {
		int attempts = this.settings.networkAttempts();
		return with(ofAny(network), budget(Scope.STRICT_BLOCK, network.block(), Math.max(1, attempts / 5)),
				budget(Scope.STRICT_NETWORK, network.host(), Math.max(1, attempts / 20)));
	}

	/**
	 * Return what an attempt pays from unless it comes from a device or a network that
	 * the account signed in from.
	 */
	List<Budget> ofAny(ClientNetwork network) {
		long attempts = this.settings.networkAttempts();
		List<Budget> budgets = new ArrayList<>();
		budgets.add(budget(Scope.BLOCK, network.block(), 4 * attempts));
		if (network.isIpv6()) {
			budgets.add(budget(Scope.SITE, network.site(), 2 * attempts));
		}
		budgets.add(budget(Scope.NETWORK, network.host(), attempts));
		return budgets;
	}

	/**
	 * Return what users who signed in from a network lately pay from, apart from its
	 * strangers.
	 */
	Budget ofKnown(ClientNetwork network) {
		return budget(Scope.KNOWN_NETWORK, network.host(), this.settings.networkAttempts());
	}

	private Budget budget(Scope scope, String network, long attempts) {
		return Budget.of(scope, network, attempts, this.settings.period());
	}

	private static List<Budget> with(List<Budget> some, Budget... more) {
		List<Budget> budgets = new ArrayList<>(List.of(more));
		budgets.addAll(some);
		return budgets;
	}

}
