package dev.latchkey.session;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import dev.latchkey.account.AccountStatus;
import dev.latchkey.account.username.Username;
import dev.latchkey.revocation.ChannelWire;
import dev.latchkey.revocation.EndReason;
import dev.latchkey.revocation.LogNodes;
import dev.latchkey.revocation.RevocationBroadcast;
import dev.latchkey.session.active.ActiveSession;
import dev.latchkey.session.seen.CredentialUse;
import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * One random interleaving of what two users, an administrator and two nodes do, and a
 * simple model of what has to come of it: an ending covers what began before it, wherever
 * it is known; nothing else is ever refused.
 */
final class Interleaving {

	private static final int USERS = 2;

	private final World world;

	private final Random random;

	private final List<String> history = new ArrayList<>();

	private final List<String> accounts = new ArrayList<>();

	private final Map<String, String> names = new HashMap<>();

	private final Map<String, String> hashes = new HashMap<>();

	private final Set<String> disabled = new HashSet<>();

	private final List<Credential> credentials = new ArrayList<>();

	private final List<Login> logins = new ArrayList<>();

	private final List<Change> changes = new ArrayList<>();

	private final List<Ended> endings = new ArrayList<>();

	private final Map<Integer, Integer> knownTo = new HashMap<>();

	private int time;

	private boolean nested;

	Interleaving(World world, long seed) {
		this.world = world;
		this.random = new Random(seed);
	}

	void run() {
		try {
			begin();
			int steps = 6 + this.random.nextInt(7);
			for (int i = 0; i < steps; i++) {
				step();
				check();
			}
			settle();
		}
		catch (RuntimeException | AssertionError ex) {
			throw new AssertionError("after " + String.join("; ", this.history), ex);
		}
		finally {
			this.world.nodes.wire.take();
		}
	}

	private void begin() {
		this.world.deliverAtOnce();
		this.world.forgetAccounts();
		for (int i = 0; i < USERS; i++) {
			String id = this.world.account();
			this.accounts.add(id);
			this.names.put(id, id);
			this.hashes.put(id, "hash");
		}
		this.world.both().forEach((one) -> one.node.pull());
		everythingIsKnown();
		// mostly there are sessions already
		for (int i = this.random.nextInt(3); i > 0; i--) {
			beginLogin();
			finishLogin();
		}
	}

	private void step() {
		switch (this.random.nextInt(21)) {
			case 0, 1, 2 -> beginLogin();
			case 3, 4, 5 -> finishLogin();
			case 6 -> beginChange();
			case 7, 8 -> finishChange();
			case 9 -> refresh();
			case 10 -> seen();
			case 11 -> endAccount();
			case 12 -> endSession();
			case 13 -> endOthers();
			case 14 -> endEverybody();
			case 15 -> changeStatus();
			case 16 -> changeRoles();
			case 17 -> pull();
			case 18 -> deliverSome();
			case 19 -> mark();
			default -> {
				if (this.random.nextInt(4) == 0) {
					restart();
				}
				else {
					waitForOthers();
				}
			}
		}
	}

	private void beginLogin() {
		int at = node();
		String account = any(this.accounts);
		say("login of %s begins on %d", account, at);
		LoginCandidate candidate = this.world.node(at).candidates.byUsername(Username.of(this.names.get(account)));
		this.logins.add(new Login(account, candidate, this.hashes.get(account), ++this.time));
	}

	private void finishLogin() {
		if (this.logins.isEmpty()) {
			return;
		}
		Login login = this.logins.remove(this.random.nextInt(this.logins.size()));
		int at = node();
		say("login of %s from %d ends on %d", login.account(), login.began(), at);
		boolean mayOpen = !this.disabled.contains(login.account())
				&& login.hash().equals(this.hashes.get(login.account()))
				&& this.endings.stream().noneMatch((ended) -> ended.covers(login.account(), null, login.began()));
		Set<String> before = live(login.account());
		Session session = opened(() -> spreading(at, () -> this.world.node(at).open(login.candidate())));
		assertThat(session != null).as("login opens").isEqualTo(mayOpen);
		if (session == null) {
			return;
		}
		Set<String> after = live(login.account());
		assertThat(after).contains(session.handle()).hasSizeLessThanOrEqualTo(SessionNode.LIMIT);
		before.removeAll(after);
		before.forEach((handle) -> this.endings.add(new Ended(++this.time, null, handle)));
		if (!before.isEmpty()) {
			knownOn(at);
		}
		this.credentials.add(new Credential(session, login.began()));
	}

	private void beginChange() {
		Credential credential = anyAlive();
		if (credential == null) {
			return;
		}
		int at = node();
		if (!this.world.node(at).accepts(credential.session())) {
			return;
		}
		say("change by %s begins on %d", credential, at);
		LoginCandidate candidate = this.world.node(at).candidates.bySession(credential.session());
		this.changes.add(new Change(credential, candidate, this.hashes.get(credential.account()), ++this.time));
	}

	private void finishChange() {
		if (this.changes.isEmpty()) {
			return;
		}
		Change change = this.changes.remove(this.random.nextInt(this.changes.size()));
		int at = node();
		String account = change.credential().account();
		boolean keepOthers = this.random.nextBoolean();
		String hash = "hash-" + this.time;
		boolean mayChange = isAlive(change.credential()) && change.hash().equals(this.hashes.get(account));
		say("change by %s ends on %d, %s", change.credential(), at, keepOthers ? "keeps others" : "ends others");
		if (mayChange) {
			// before the call: what happens amid it comes after the commit
			this.hashes.put(account, hash);
			this.endings.add(keepOthers ? new Ended(++this.time, null, change.credential().session().handle())
					: new Ended(++this.time, account, null));
		}
		Session session = opened(() -> spreading(at, () -> this.world.node(at)
			.exchange(change.candidate(), change.credential().session(), keepOthers, hash)));
		assertThat(session != null).as("change succeeds").isEqualTo(mayChange);
		if (session == null) {
			return;
		}
		knownOn(at);
		this.credentials.add(new Credential(session, ++this.time));
	}

	private void refresh() {
		if (this.credentials.isEmpty()) {
			return;
		}
		Credential credential = any(this.credentials);
		int at = node();
		boolean reuse = this.random.nextInt(4) == 0;
		boolean alive = isAlive(credential);
		say("%s of %s on %d", reuse ? "reuse" : "refresh", credential, at);
		try {
			OpenedSession opened = spreading(at,
					() -> this.world.node(at).refresh.refresh(credential.session().handle(), 0,
							(presented, state) -> reuse ? OptionalLong.empty() : OptionalLong.of(state.current() + 1),
							(again) -> again));
			assertThat(alive && !reuse).as("refresh succeeds").isTrue();
			assertThat(opened.session().epoch()).isEqualTo(credential.session().epoch());
			this.credentials.add(new Credential(opened.session(), credential.began()));
		}
		catch (SessionEndedException ex) {
			assertThat(alive && !reuse).as("refresh is refused").isFalse();
			if (alive) {
				this.endings.add(new Ended(++this.time, null, credential.session().handle()));
				knownOn(at);
			}
		}
	}

	private void seen() {
		int at = node();
		say("last seen is written on %d", at);
		this.credentials.stream()
			.filter((credential) -> this.world.node(at).accepts(credential.session()))
			.forEach((credential) -> this.world.node(at).lastSeen
				.note(new CredentialUse(credential.session().handle(), 0)));
		this.world.node(at).lastSeen.run();
	}

	private void endAccount() {
		String account = any(this.accounts);
		int at = node();
		say("force logout of %s on %d", account, at);
		int live = live(account).size();
		EndResult ending = end(at, new Ended(++this.time, account, null),
				() -> this.world.node(at).endings.endAllOf(account, EndReason.FORCED_LOGOUT, TestAuthority.ADMIN));
		assertThat(ending.ended()).isEqualTo(live);
	}

	private void endSession() {
		if (this.credentials.isEmpty()) {
			return;
		}
		Credential credential = any(this.credentials);
		int at = node();
		say("force logout of %s on %d", credential, at);
		String handle = credential.session().handle();
		Endings endings = this.world.node(at).endings;
		int how = this.random.nextInt(3);
		end(at, new Ended(++this.time, null, handle), () -> switch (how) {
			case 0 -> endings.endByOwner(handle);
			case 1 ->
				endings.endSessionOf(credential.account(), handle, EndReason.LOGGED_OUT, new TestAuthority("owner"));
			default -> endings.endSession(handle, EndReason.FORCED_LOGOUT, TestAuthority.ADMIN);
		});
	}

	private void endOthers() {
		Credential credential = anyAlive();
		if (credential == null) {
			return;
		}
		int at = node();
		say("others than %s end on %d", credential, at);
		String kept = credential.session().handle();
		Set<String> others = live(credential.account());
		others.remove(kept);
		List<Ended> ended = others.stream().map((handle) -> new Ended(++this.time, null, handle)).toList();
		this.endings.addAll(ended);
		EndResult ending = spreading(at, () -> this.world.node(at).endings.endOthersOf(credential.account(), kept,
				EndReason.LOGGED_OUT, new TestAuthority("owner")));
		assertThat(ending.ended()).isEqualTo(others.size());
		told(at, ending);
	}

	private void endEverybody() {
		int at = node();
		say("everybody is ended on %d", at);
		end(at, new Ended(++this.time, null, null),
				() -> this.world.node(at).endings.endEverySession(TestAuthority.ADMIN));
	}

	private void changeStatus() {
		String account = any(this.accounts);
		int at = node();
		boolean enable = this.disabled.contains(account);
		say("%s is %s on %d", account, enable ? "enabled" : "disabled", at);
		AccountStatus status = enable ? AccountStatus.ACTIVE : AccountStatus.DISABLED;
		Supplier<EndResult> change = () -> this.world.node(at).endings.changeAccountAndEnd(account, TestAuthority.ADMIN,
				(known, held) -> {
					this.world.node(at).changes.changeStatus(account, status);
					return enable ? null : EndReason.ACCOUNT_DISABLED;
				});
		if (enable) {
			this.disabled.remove(account);
			told(at, spreading(at, change));
		}
		else {
			this.disabled.add(account);
			end(at, new Ended(++this.time, account, null), change);
		}
	}

	private void changeRoles() {
		String account = any(this.accounts);
		int at = node();
		say("roles of %s change on %d", account, at);
		Set<String> roles = this.random.nextBoolean() ? Set.of("USER") : Set.of();
		end(at, new Ended(++this.time, account, null),
				() -> this.world.node(at).endings.changeAccountAndEnd(account, TestAuthority.ADMIN, (known, held) -> {
					this.world.node(at).changes.changeRoles(account, roles);
					return EndReason.ROLES_CHANGED;
				}));
	}

	private void pull() {
		int at = node();
		say("%d pulls", at);
		this.world.node(at).node.pull();
		knownOn(at);
	}

	private void deliverSome() {
		say("some messages are delivered");
		List<ChannelWire.Message> messages = new ArrayList<>(this.world.nodes.wire.take());
		Collections.shuffle(messages, this.random);
		for (ChannelWire.Message message : messages) {
			// lost, delivered, or delivered twice
			for (int i = this.random.nextInt(3); i > 0; i--) {
				message.deliver();
			}
		}
	}

	private void mark() {
		int at = node();
		say("%d marks what has ended", at);
		this.world.node(at).endedAccounts.run();
	}

	private void restart() {
		int at = node();
		say("%d starts anew", at);
		this.world.restart(at, this.random.nextBoolean());
		knownOn(at);
	}

	private void waitForOthers() {
		int at = node();
		say("%d waits for what others have ended", at);
		RevocationBroadcast broadcast = this.world.node(at).node.broadcast;
		told(at, new EndResult(0, spreading(at, () -> broadcast.await(broadcast.announce(List.of()))),
				ToldApplications.NONE));
	}

	private EndResult end(int at, Ended ended, Supplier<EndResult> call) {
		this.endings.add(ended);
		EndResult ending = spreading(at, call);
		told(at, ending);
		return ending;
	}

	/**
	 * Record an answer: a node that was counted knows all that had been committed when it
	 * was.
	 */
	private void told(int at, EndResult ending) {
		int live = ending.nodes().live();
		int applied = ending.nodes().applied();
		assertThat(applied).isBetween(1, live);
		assertThat(live).isEqualTo(2);
		knownOn(at);
		if (ending.nodes().complete()) {
			everythingIsKnown();
		}
	}

	/**
	 * Make a call that announces what it ended; either messages come through, or the
	 * other node pulls in time, or the call does not wait for it. Something else may
	 * happen after the commit and before the look at the leases.
	 */
	private <T> T spreading(int at, Supplier<T> call) {
		boolean outer = !this.nested;
		this.nested = true;
		try {
			int how = outer ? this.random.nextInt(4) : 3;
			if (how == 0) {
				this.world.deliverAtOnce();
			}
			else {
				this.world.hold();
			}
			this.world.node(at).node.database.before(LogNodes.LEASES_ARE_READ, () -> {
				if (outer && this.random.nextInt(4) == 0) {
					amid(at);
				}
				if (how == 1) {
					this.world.node(1 - at).node.pull();
				}
				// or do not wait
				Thread.currentThread().interrupt();
			});
			return call.get();
		}
		finally {
			this.world.node(at).node.database.forgetSteps();
			Thread.interrupted();
			if (outer) {
				this.nested = false;
			}
		}
	}

	private void amid(int at) {
		say("amid it");
		switch (this.random.nextInt(5)) {
			case 0 -> beginLogin();
			case 1 -> deliverSome();
			case 2 -> seen();
			case 3 -> this.world.node(1 - at).node.pull();
			default -> beginChange();
		}
	}

	private void check() {
		for (int at = 0; at < 2; at++) {
			SessionNode node = this.world.node(at);
			int known = this.knownTo.getOrDefault(at, 0);
			for (Credential credential : this.credentials) {
				boolean accepted = node.accepts(credential.session());
				if (accepted) {
					assertThat(this.endings)
						.as("%s is accepted on %d, which knows all before %d", credential, at, known)
						.noneMatch((ended) -> ended.time() <= known && ended.covers(credential));
				}
				else {
					assertThat(this.endings).as("%s is refused on %d", credential, at)
						.anyMatch((ended) -> ended.covers(credential));
				}
			}
		}
	}

	/**
	 * Let all messages arrive: now rows, views and model have to say the same.
	 */
	private void settle() {
		this.history.add("all is quiet");
		this.world.both().forEach((one) -> one.node.pull());
		everythingIsKnown();
		check();
		for (String account : this.accounts) {
			Set<String> expected = this.credentials.stream()
				.filter((credential) -> credential.account().equals(account) && isAlive(credential))
				.map((credential) -> credential.session().handle())
				.collect(Collectors.toSet());
			assertThat(live(account)).as("live rows of %s", account).isEqualTo(expected);
		}
	}

	private boolean isAlive(Credential credential) {
		return this.endings.stream().noneMatch((ended) -> ended.covers(credential));
	}

	private Set<String> live(String account) {
		return this.world.node(0).sessions.activeSessionsOf(account)
			.stream()
			.map(ActiveSession::handle)
			.collect(Collectors.toCollection(TreeSet::new));
	}

	private void knownOn(int at) {
		this.knownTo.put(at, this.time);
	}

	private void everythingIsKnown() {
		knownOn(0);
		knownOn(1);
	}

	private int node() {
		return this.random.nextInt(2);
	}

	private <T> T any(List<T> list) {
		return list.get(this.random.nextInt(list.size()));
	}

	private @Nullable Credential anyAlive() {
		List<Credential> alive = this.credentials.stream().filter(this::isAlive).toList();
		return alive.isEmpty() ? null : any(alive);
	}

	private static @Nullable Session opened(Supplier<Session> call) {
		try {
			return call.get();
		}
		catch (LoginRefusedException ex) {
			return null;
		}
	}

	private void say(String what, Object... names) {
		this.history.add(this.time + ": " + what.formatted(names));
	}

	/**
	 * A credential, and when its login began.
	 */
	private record Credential(Session session, int began) {

		String account() {
			return this.session.accountId();
		}

		@Override
		public String toString() {
			return account() + "@" + this.began + "/" + this.session.handle().substring(0, 4) + "/e"
					+ this.session.epoch();
		}

	}

	private record Login(String account, LoginCandidate candidate, String hash, int began) {
	}

	private record Change(Credential credential, LoginCandidate candidate, String hash, int began) {
	}

	/**
	 * What was ended and when: one session, or all of an account that began before, or
	 * all that began before.
	 */
	private record Ended(int time, @Nullable String account, @Nullable String handle) {

		boolean covers(Credential credential) {
			return covers(credential.account(), credential.session().handle(), credential.began());
		}

		boolean covers(String of, @Nullable String its, int began) {
			if (this.handle != null) {
				return this.handle.equals(its);
			}
			return began < this.time && (this.account == null || this.account.equals(of));
		}

	}

	/**
	 * What interleavings share: a database with two nodes.
	 */
	static final class World {

		final LogNodes nodes;

		private final SessionNode[] two = new SessionNode[2];

		private int names;

		World(LogNodes nodes) {
			this.nodes = nodes;
			reset();
		}

		void reset() {
			both().forEach((one) -> one.node.unplug());
			this.nodes.reset();
			for (int at = 0; at < 2; at++) {
				this.two[at] = fresh();
			}
		}

		void restart(int at, boolean inOrder) {
			if (inOrder) {
				this.two[at].node.stop();
			}
			else {
				this.two[at].node.die();
			}
			this.two[at] = fresh();
		}

		SessionNode node(int at) {
			return this.two[at];
		}

		List<SessionNode> both() {
			return Arrays.stream(this.two).filter(java.util.Objects::nonNull).toList();
		}

		String account() {
			String id = "a" + ++this.names;
			this.nodes.account(id);
			return id;
		}

		void forgetAccounts() {
			this.nodes.jdbc.sql("delete from account").update();
			this.nodes.jdbc.sql("delete from user_session").update();
			this.nodes.jdbc.sql("delete from ended_account").update();
		}

		void deliverAtOnce() {
			this.nodes.wire.deliverBy(Runnable::run);
			this.nodes.wire.deliver();
		}

		void hold() {
			this.nodes.wire.deliverBy((step) -> {
			});
		}

		private SessionNode fresh() {
			SessionNode node = new SessionNode(this.nodes, this.nodes.node());
			node.node.start();
			return node;
		}

	}

}
