package dev.latchkey.cluster;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

import dev.latchkey.account.AccountChanges;
import dev.latchkey.account.username.Username;
import dev.latchkey.cluster.history.History;
import dev.latchkey.cluster.history.Operation;
import dev.latchkey.cluster.history.Operation.Kind;
import dev.latchkey.cluster.history.Operation.Subject;
import dev.latchkey.factor.AuthenticationMethods;
import dev.latchkey.harness.Answer;
import dev.latchkey.harness.Client;
import dev.latchkey.harness.Latchkey;
import dev.latchkey.mode.IssuedCredentials;
import dev.latchkey.mode.Mode;
import dev.latchkey.mode.TokenResponse;
import dev.latchkey.session.Gate;
import dev.latchkey.session.LoginCandidate;
import dev.latchkey.session.LoginCandidates;
import dev.latchkey.session.LoginContext;
import dev.latchkey.session.LoginRefusedException;
import org.jspecify.annotations.Nullable;

/**
 * Several nodes by their names, and a history of all that is asked of them. Sessions are
 * opened past the login's password, which would take most of a test's time.
 */
final class ClusterNodes implements AutoCloseable {

	private final History history = new History();

	private final Map<String, Supplier<Client>> clients = new LinkedHashMap<>();

	private final Map<String, Latchkey> here = new LinkedHashMap<>();

	/**
	 * Add a node that runs in this JVM.
	 */
	ClusterNodes with(String name, Latchkey node) {
		this.here.put(name, node);
		return with(name, node::client);
	}

	/**
	 * Add a node that runs anywhere.
	 */
	ClusterNodes with(String name, Supplier<Client> node) {
		this.clients.put(name, node);
		return this;
	}

	History history() {
		return this.history;
	}

	/**
	 * Forget a node that is no more.
	 */
	void without(String name) {
		this.clients.remove(name);
		this.here.remove(name);
	}

	List<String> names() {
		return List.copyOf(this.clients.keySet());
	}

	Latchkey get(String name) {
		return this.here.get(name);
	}

	/**
	 * Create accounts that no password opens.
	 */
	List<String> accounts(String prefix, int count) {
		AccountChanges accounts = this.here.values().iterator().next().bean(AccountChanges.class);
		List<String> names = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			names.add(accounts.create(Username.of(prefix + "-" + i), "{none}", false, Set.of("USER")).username());
		}
		return names;
	}

	/**
	 * Open a session.
	 */
	Badge open(String node, String account) {
		return this.history.login(node, () -> pass(this.here.get(node), account));
	}

	private static Badge pass(Latchkey node, String account) {
		Mode mode = node.bean(Mode.class);
		LoginCandidates candidates = node.bean(LoginCandidates.class);
		Gate gate = node.bean(Gate.class);
		LoginContext context = new LoginContext(mode.name(), mode.transports().get(0), false, "127.0.0.1", "a test",
				AuthenticationMethods.PASSWORD);
		while (true) {
			LoginCandidate candidate = candidates.byUsername(Username.of(account));
			try {
				return badge(gate.open(candidate, context, mode::issue));
			}
			catch (LoginRefusedException ex) {
				// overtaken by an ending
			}
		}
	}

	private static Badge badge(IssuedCredentials issued) {
		@Nullable TokenResponse tokens = issued.tokens();
		return new Badge(issued.session().username(), issued.session().handle(),
				(tokens != null) ? tokens.accessToken() : issued.cookies().get(0).getValue(), tokens != null,
				(tokens != null) ? tokens.refreshToken() : null);
	}

	/**
	 * Show a credential.
	 * @return the status
	 */
	int show(String node, Badge badge) {
		return this.history.record(Kind.REQUEST, badge.subject(), node,
				() -> badge.on(this.clients.get(node).get()).get("/api/me").status());
	}

	/**
	 * Refresh a credential.
	 * @return the next one, or the same where there is none
	 */
	Badge refresh(String node, Badge badge) {
		Badge[] next = { badge };
		this.history.record(Kind.REQUEST, badge.subject(), node, () -> {
			Answer answer = this.clients.get(node)
				.get()
				.post("/api/refresh", Map.of("refresh_token", String.valueOf(badge.refreshToken())));
			if (answer.status() == 200) {
				next[0] = badge.refreshed(answer.text("/access_token"), answer.text("/refresh_token"));
			}
			return answer.status();
		});
		return next[0];
	}

	/**
	 * Return an administrator who ends users' sessions, through one node.
	 */
	Admin admin(String node) {
		return new Admin(node);
	}

	@Override
	public void close() {
		this.here.values().forEach(Latchkey::close);
	}

	/**
	 * An administrator at a node. Ending all users' sessions ends this one as well: the
	 * next call opens another.
	 */
	final class Admin {

		private final String node;

		private Badge badge;

		private Client client;

		private Admin(String node) {
			this.node = node;
			signIn();
		}

		private void signIn() {
			String inside = ClusterNodes.this.here.containsKey(this.node) ? this.node
					: ClusterNodes.this.here.keySet().iterator().next();
			this.badge = open(inside, Latchkey.ADMIN.username());
			this.client = this.badge.on(ClusterNodes.this.clients.get(this.node).get());
		}

		/**
		 * Force a logout of one session, one account, or all accounts.
		 * @return the answer, which is noted
		 */
		Answer end(Subject subject) {
			Answer answer = once(subject);
			while (answer.status() == 401) {
				signIn();
				answer = once(subject);
			}
			return answer;
		}

		private Answer once(Subject subject) {
			Answer[] answer = new Answer[1];
			if (this.client.usesCookies()) {
				this.client.csrf();
			}
			long start = System.nanoTime();
			int status = ClusterNodes.this.history.record(Kind.ENDING, subject, this.node, () -> {
				answer[0] = send(subject);
				return answer[0].status();
			});
			ClusterNodes.this.history
				.add(new Operation(Kind.REQUEST, this.badge.subject(), this.node, start, System.nanoTime(), status));
			return answer[0];
		}

		private Answer send(Subject subject) {
			if (subject.handle() != null) {
				return this.client.delete("/api/admin/sessions/" + subject.handle());
			}
			return this.client.post((subject.account() != null) ? "/api/admin/users/" + subject.account() + "/logout"
					: "/api/admin/logout");
		}

	}

}
