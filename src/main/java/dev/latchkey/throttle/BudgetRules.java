package dev.latchkey.throttle;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import dev.latchkey.throttle.AuthenticationAttempt.Kind;
import dev.latchkey.throttle.Budget.Scope;

/**
 * Which budgets an attempt is paid from. A budget that many share is a switch by which
 * one client shuts out the others, so budgets are split by who asks, a network has less
 * of an account than all networks together, and where a shared budget is used up,
 * strangers get little instead of nothing:
 * <ul>
 * <li>a device that signed in to the account has its own budget;
 * <li>so has a network from which the account signed in lately;
 * <li>a stranger pays for the account and for the network, each on all levels. If the
 * overall budget is used up, each network has a small one; if the account's is, each
 * network has two attempts, from a reserve that the account's strangers share.
 * </ul>
 * The reserve keeps a crowd of networks, however many there are, from guessing more often
 * than one budget for each account would let them.
 */
class BudgetRules {

	private static final Duration DAY = Duration.ofDays(1);

	private final ThrottleSettings settings;

	BudgetRules(ThrottleSettings settings) {
		this.settings = settings;
	}

	/**
	 * Return what an attempt costs. A device that has used up its own budget counts as a
	 * stranger.
	 */
	Bill billFor(AuthenticationAttempt attempt) {
		ClientNetwork network = ClientNetwork.of(attempt.address());
		if (attempt.kind() == Kind.CLIENT) {
			// nothing that people share, or that clients elsewhere do
			return new Bill(List.of(), List.of(new PaymentOption(ofClient(attempt.name(), network.host()))), null);
		}
		String name = attempt.name();
		Mark login = Mark.ofLogin(name, network.host());
		List<PaymentOption> options = new ArrayList<>();
		if (attempt.device() != null) {
			options.add(new PaymentOption(ofDevice(attempt.device())));
		}
		options.add(new PaymentOption(ofKnownNetwork(name, network.host()), false, login));
		options.add(new PaymentOption(both(ofAnyone(network), ofAccount(name, network))));
		options.add(new PaymentOption(both(ofStrictNetwork(network), ofAccount(name, network)), true, null));
		options.add(new PaymentOption(both(ofAnyone(network), ofReserve(name, network)), true, null));
		options.add(new PaymentOption(both(ofStrictNetwork(network), ofReserve(name, network)), true, null));
		options.add(new PaymentOption(both(ofNetwork(network), List.of(lifted(name))), false, liftOf(name)));
		return new Bill(List.of(logins(name), dailyLogins(name)), options, login);
	}

	private List<Budget> ofClient(String clientId, String network) {
		return List.of(budget(Scope.CLIENT_NETWORK, network, this.settings.clientNetworkAttempts()),
				budget(Scope.CLIENT, network + ":" + clientId, this.settings.clientAttempts()));
	}

	private List<Budget> ofDevice(KnownDevice device) {
		return List.of(ofDevices(device.accountId()),
				budget(Scope.DEVICE, device.accountId() + ":" + device.id(), this.settings.deviceAttempts()));
	}

	/**
	 * All devices of an account together: an attacker who once knew the password may have
	 * registered many.
	 */
	private Budget ofDevices(String accountId) {
		return budget(Scope.DEVICES, accountId, this.settings.devicesAttempts());
	}

	private List<Budget> ofKnownNetwork(String name, String network) {
		return List.of(budget(Scope.KNOWN_NETWORK, network, this.settings.networkAttempts()), knownNetworks(name),
				ofNetworkOn(name, network));
	}

	private Budget knownNetworks(String name) {
		return budget(Scope.KNOWN_NETWORKS, name, this.settings.accountAttempts());
	}

	private List<Budget> ofAnyone(ClientNetwork network) {
		return both(List.of(budget(Scope.OVERALL, "", this.settings.overallAttempts())), ofNetwork(network));
	}

	private List<Budget> ofStrictNetwork(ClientNetwork network) {
		int attempts = this.settings.networkAttempts();
		return both(List.of(budget(Scope.STRICT_BLOCK, network.block(), Math.max(1, attempts / 5)),
				budget(Scope.STRICT_NETWORK, network.host(), Math.max(1, attempts / 20))), ofNetwork(network));
	}

	private List<Budget> ofNetwork(ClientNetwork network) {
		long attempts = this.settings.networkAttempts();
		List<Budget> budgets = new ArrayList<>();
		budgets.add(budget(Scope.BLOCK, network.block(), 4 * attempts));
		if (network.site() != null) {
			budgets.add(budget(Scope.SITE, network.site(), 2 * attempts));
		}
		budgets.add(budget(Scope.NETWORK, network.host(), attempts));
		return budgets;
	}

	private List<Budget> ofAccount(String name, ClientNetwork network) {
		return both(List.of(ofAccount(name)), ofNetworksOn(name, network));
	}

	/**
	 * What strangers everywhere have of an account. No block of networks can use it up,
	 * because what a block has comes back half as fast, and no host can use up its
	 * block's share for the same reason.
	 */
	Budget ofAccount(String name) {
		return budget(Scope.ACCOUNT, name, 5L * this.settings.accountAttempts(), 10);
	}

	private List<Budget> ofReserve(String name, ClientNetwork network) {
		return both(
				List.of(reserve(name), budget(Scope.STRICT_ACCOUNT_BLOCK, name + "@" + network.block(), 2, 16)),
				ofNetworksOn(name, network));
	}

	private Budget reserve(String name) {
		return budget(Scope.RESERVE, name, 20L * this.settings.accountAttempts(), 48);
	}

	private List<Budget> ofNetworksOn(String name, ClientNetwork network) {
		return List.of(
				budget(Scope.ACCOUNT_BLOCK, name + "@" + network.block(), 2L * this.settings.accountAttempts(), 8),
				ofNetworkOn(name, network.host()));
	}

	private Budget ofNetworkOn(String name, String network) {
		return budget(Scope.ACCOUNT_NETWORK, name + "@" + network, this.settings.accountAttempts(), 8);
	}

	private Budget lifted(String name) {
		return budget(Scope.LIFTED, name, this.settings.accountAttempts());
	}

	private Budget logins(String name) {
		return Budget.of(Scope.LOGINS, name, this.settings.logins(), this.settings.loginsPeriod());
	}

	private Budget dailyLogins(String name) {
		return Budget.of(Scope.DAILY_LOGINS, name, this.settings.dailyLogins(), DAY);
	}

	/**
	 * Return what an administrator fills up for an account. What its networks have cannot
	 * be listed; the mark of the lift stands in for that.
	 */
	List<Budget> toLift(String name, String accountId) {
		return List.of(ofAccount(name), reserve(name), knownNetworks(name), lifted(name), ofDevices(accountId),
				logins(name), dailyLogins(name));
	}

	/**
	 * Return the mark of an account whose throttle was lifted: for a period it has some
	 * more attempts, from any network.
	 */
	Mark liftOf(String name) {
		return Mark.ofLift(name, this.settings.period());
	}

	private Budget budget(Scope scope, String whose, long attempts) {
		return Budget.of(scope, whose, attempts, this.settings.period());
	}

	private Budget budget(Scope scope, String whose, long attempts, int periods) {
		return Budget.of(scope, whose, attempts, this.settings.period().multipliedBy(periods));
	}

	private static List<Budget> both(List<Budget> some, List<Budget> others) {
		return Stream.concat(some.stream(), others.stream()).toList();
	}

}
