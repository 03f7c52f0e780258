package dev.latchkey.throttle;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import dev.latchkey.text.ClientNetwork;
import dev.latchkey.throttle.AuthenticationAttempt.Kind;
import dev.latchkey.throttle.Budget.Scope;

/**
 * Which budgets an attempt is paid from. A budget that many share is a switch by which
 * one client shuts out the others, so budgets are split by who asks, and where a shared
 * one is used up, strangers get little instead of nothing:
 * <ul>
 * <li>a device that signed in to the account has its own budget;
 * <li>so has a network from which the account signed in lately with the password that it
 * has now;
 * <li>a stranger pays for the network and for the account, each on all levels. If the
 * overall budget is used up, each network has a small one; if the account's is, each
 * block of networks has two attempts.
 * </ul>
 */
class BudgetRules {

	/** An application with a secret may write so many times what a network may fail. */
	private static final long WRITES = 10;

	/** All hosts of a block may ask and show as much for links as so many of them. */
	private static final long SITES = 4;

	/**
	 * Public clients in an IPv6 site may leave as many rows as those on so many hosts, so
	 * that one home cannot use up what its block has.
	 */
	private static final long ROWS_OF_SITE = 10;

	/**
	 * And those in a block as many as those on so many. One customer may have all 65,536
	 * networks of an IPv6 block, and must neither fill a table nor use up what may wait
	 * for one application.
	 */
	private static final long ROWS_OF_BLOCK = 40;

	private final ThrottleSettings settings;

	private final NetworkBudgets networks;

	private final AccountBudgets accounts;

	BudgetRules(ThrottleSettings settings) {
		this.settings = settings;
		this.networks = new NetworkBudgets(settings);
		this.accounts = new AccountBudgets(settings);
	}

	/**
	 * Return what an attempt costs. A device that has used up its own budget counts as
	 * one that is not known.
	 */
	AttemptCost costOf(AuthenticationAttempt attempt) {
		ClientNetwork network = ClientNetwork.of(attempt.address());
		return switch (attempt.kind()) {
			case USER, SESSION -> costOfUser(attempt, network);
			case CLIENT -> costOfClient(attempt.name(), network);
			case CLIENT_WRITE -> cost(of(Scope.CLIENT_WRITES, network.host() + ":" + attempt.name(),
					WRITES * this.settings.clientNetworkAttempts()));
			case USER_CODE -> cost(of(Scope.USER_CODES, attempt.name(), this.settings.accountAttempts()));
			case DEVICE_CODES -> costOfRow(Scope.DEVICE_CODES, network, "");
			case RESET -> cost(of(Scope.RESETS, network.host() + ":" + attempt.name(), this.settings.accountAttempts()),
					of(Scope.RESETS_NETWORK, network.host(), this.settings.networkAttempts()),
					of(Scope.RESETS_NETWORK, network.block(), SITES * this.settings.networkAttempts()),
					// of a block: strangers elsewhere use up nothing that the owner needs
					of(Scope.RESETS_OF_NAME, network.block() + ":" + attempt.name(), this.settings.devicesAttempts()));
			case LINK -> cost(of(Scope.LINKS, network.host(), this.settings.networkAttempts()),
					of(Scope.LINKS, network.block(), SITES * this.settings.networkAttempts()));
			case PUSHED_REQUESTS -> costOfRow(Scope.PUSHED_REQUESTS, network, ":" + attempt.name());
		};
	}

	/**
	 * Return what a login costs that begins with a password.
	 */
	AttemptCost costOfFirstStep(AuthenticationAttempt attempt) {
		return costOf(attempt).withFirstSteps(this.accounts.firstSteps(attempt.name(), attempt.device()));
	}

	/**
	 * Return what an application's attempt costs: nothing that people share, or that
	 * applications elsewhere do.
	 */
	private AttemptCost costOfClient(String clientId, ClientNetwork network) {
		return cost(of(Scope.CLIENT_NETWORK, network.host(), this.settings.clientNetworkAttempts()),
				of(Scope.CLIENT, network.host() + ":" + clientId, this.settings.clientAttempts()));
	}

	/**
	 * Return what it costs a public client to leave a row.
	 */
	private AttemptCost costOfRow(Scope scope, ClientNetwork network, String application) {
		long attempts = this.settings.clientNetworkAttempts();
		Budget host = of(scope, network.host() + application, attempts);
		Budget block = of(scope, network.block() + application, ROWS_OF_BLOCK * attempts);
		return network.isIpv6() ? cost(host, of(scope, network.site() + application, ROWS_OF_SITE * attempts), block)
				: cost(host, block);
	}

	private static AttemptCost cost(Budget... budgets) {
		return new AttemptCost(List.of(), List.of(new PaymentOption(List.of(budgets))), null, null);
	}

	private Budget of(Scope scope, String whose, long attempts) {
		return Budget.of(scope, whose, attempts, this.settings.period());
	}

	private AttemptCost costOfUser(AuthenticationAttempt attempt, ClientNetwork network) {
		String name = attempt.name();
		ThrottleMark login = ThrottleMark.ofLogin(name, network.host());
		List<Budget> stranger = this.networks.ofStranger(network);
		List<Budget> strictStranger = this.networks.ofStrict(network);
		List<Budget> account = this.accounts.ofStranger(name, network);
		List<Budget> strictAccount = this.accounts.ofStrict(name, network);
		List<PaymentOption> options = new ArrayList<>();
		if (attempt.device() != null) {
			options.add(new PaymentOption(this.accounts.ofDevice(attempt.device())));
		}
		options.add(new PaymentOption(
				both(List.of(this.networks.ofKnown(network)), this.accounts.ofKnownNetwork(name, network)), false,
				login));
		options.add(new PaymentOption(both(stranger, account)));
		options.add(new PaymentOption(both(strictStranger, account), true, null));
		options.add(new PaymentOption(both(stranger, strictAccount), true, null));
		options.add(new PaymentOption(both(strictStranger, strictAccount), true, null));
		options.add(new PaymentOption(both(this.networks.ofAny(network), List.of(this.accounts.lifted(name))), false,
				liftOf(name)));
		List<Budget> successes = (attempt.kind() == Kind.SESSION) ? this.accounts.changes(name)
				: this.accounts.logins(name);
		return new AttemptCost(successes, options, login,
				ThrottleMark.ofUsedUp(name, this.accounts.ofHost(name, network.host())));
	}

	/**
	 * Return what strangers everywhere have of an account.
	 */
	Budget ofStrangersOn(String name) {
		return this.accounts.ofStrangers(name);
	}

	/**
	 * Return what a host has of an account, by the key of its budget.
	 */
	Budget ofHost(String key) {
		return this.accounts.ofHost(key);
	}

	/**
	 * Return what an administrator fills up for an account. What each of its networks has
	 * cannot be listed; the mark of the lift stands in for that.
	 * @param hosts the keys of budgets that hosts have used up
	 */
	List<Budget> toLift(String name, String accountId, List<String> hosts) {
		return Stream.concat(this.accounts.all(name, accountId).stream(), hosts.stream().map(this::ofHost)).toList();
	}

	/**
	 * Return the mark of an account whose throttle was lifted: for a period it has some
	 * more attempts, from any network.
	 */
	ThrottleMark liftOf(String name) {
		return ThrottleMark.ofLift(name, this.settings.period());
	}

	private static List<Budget> both(List<Budget> some, List<Budget> others) {
		return Stream.concat(some.stream(), others.stream()).toList();
	}

}
