package dev.latchkey.throttle;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import dev.latchkey.text.ClientNetwork;
import dev.latchkey.throttle.Budget.Scope;
import org.jspecify.annotations.Nullable;

/**
 * What there is for one name. A host has what is set. It comes back half as fast as what
 * the host's block has, and that half as fast as what all strangers have: no host can use
 * up the name's budget for its block, and no block that for all.
 */
class AccountBudgets {

	private static final Duration DAY = Duration.ofDays(1);

	private final ThrottleSettings settings;

	AccountBudgets(ThrottleSettings settings) {
		this.settings = settings;
	}

	/**
	 * Return what a stranger pays from.
	 */
	List<Budget> ofStranger(String name, ClientNetwork network) {
		return List.of(ofStrangers(name), ofBlock(name, network), ofHost(name, network.host()));
	}

	/**
	 * Return what a stranger pays from where strangers have used up the account's budget:
	 * two attempts for each block, from a reserve that the account's strangers share. It
	 * keeps a crowd of networks, however many there are, from guessing more often than
	 * one budget for each account would let them.
	 */
	List<Budget> ofStrict(String name, ClientNetwork network) {
		return List.of(reserve(name), budget(Scope.STRICT_ACCOUNT_BLOCK, name + "@" + network.block(), 2, 16),
				ofBlock(name, network), ofHost(name, network.host()));
	}

	/**
	 * Return what all strangers have together.
	 */
	Budget ofStrangers(String name) {
		return budget(Scope.ACCOUNT, name, 5L * this.settings.accountAttempts(), 10);
	}

	/**
	 * Return what is paid from in networks from which the account signed in lately.
	 */
	List<Budget> ofKnownNetwork(String name, ClientNetwork network) {
		return List.of(ofKnownNetworks(name), ofHost(name, network.host()));
	}

	/**
	 * Return what a device pays from. All devices of an account have a budget together:
	 * an attacker who once knew the password may have registered many.
	 */
	List<Budget> ofDevice(KnownDevice device) {
		return List.of(ofDevices(device.accountId()),
				budget(Scope.DEVICE, device.accountId() + ":" + device.id(), this.settings.deviceAttempts(), 1));
	}

	/**
	 * Return what there is after an administrator has lifted the throttle.
	 */
	Budget lifted(String name) {
		return budget(Scope.LIFTED, name, this.settings.accountAttempts(), 1);
	}

	/**
	 * Return what successful logins are counted by.
	 */
	List<Budget> logins(String name) {
		return List.of(Budget.of(Scope.LOGINS, name, this.settings.logins(), this.settings.loginsPeriod()),
				Budget.of(Scope.DAILY_LOGINS, name, this.settings.dailyLogins(), DAY));
	}

	/**
	 * Return what changes of the password are counted by: not by the logins, or a thief
	 * who signs in in a loop could keep the owner from changing it.
	 */
	List<Budget> changes(String name) {
		String whose = "changes of " + name;
		return List.of(Budget.of(Scope.LOGINS, whose, this.settings.logins(), this.settings.loginsPeriod()),
				Budget.of(Scope.DAILY_LOGINS, whose, Math.max(1, this.settings.dailyLogins() / 10), DAY));
	}

	/**
	 * Return what right passwords are counted by that a second factor has to follow:
	 * apart from the logins, and each device by itself, or a stranger who knows the
	 * password alone could keep the owner out by typing it in a loop.
	 */
	List<Budget> firstSteps(String name, @Nullable KnownDevice device) {
		String whose = (device != null) ? "device " + device.accountId() + ":" + device.id() : "strangers on " + name;
		return List.of(Budget.of(Scope.FIRST_STEPS, whose, this.settings.logins(), this.settings.loginsPeriod()));
	}

	/**
	 * Return what belongs to an account as a whole.
	 */
	List<Budget> all(String name, String accountId) {
		Stream<Budget> failures = Stream.of(ofStrangers(name), reserve(name), ofKnownNetworks(name), lifted(name),
				ofDevices(accountId));
		Stream<Budget> successes = Stream.concat(logins(name).stream(), changes(name).stream());
		return Stream.of(failures, successes, firstSteps(name, null).stream()).flatMap((some) -> some).toList();
	}

	/**
	 * Return what a host has, with the key that it is known by.
	 */
	Budget ofHost(String key) {
		Budget any = ofHost("", "");
		return new Budget(any.scope(), any.attempts(), any.period(), key);
	}

	/**
	 * Return what a host has.
	 */
	Budget ofHost(String name, String host) {
		return budget(Scope.ACCOUNT_NETWORK, name + "@" + host, this.settings.accountAttempts(), 8);
	}

	private Budget ofBlock(String name, ClientNetwork network) {
		return budget(Scope.ACCOUNT_BLOCK, name + "@" + network.block(), 2L * this.settings.accountAttempts(), 8);
	}

	private Budget reserve(String name) {
		return budget(Scope.RESERVE, name, 20L * this.settings.accountAttempts(), 48);
	}

	private Budget ofKnownNetworks(String name) {
		return budget(Scope.KNOWN_NETWORKS, name, this.settings.accountAttempts(), 1);
	}

	private Budget ofDevices(String accountId) {
		return budget(Scope.DEVICES, accountId, this.settings.devicesAttempts(), 1);
	}

	private Budget budget(Scope scope, String whose, long attempts, int periods) {
		return Budget.of(scope, whose, attempts, this.settings.period().multipliedBy(periods));
	}

}
