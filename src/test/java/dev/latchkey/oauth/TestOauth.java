package dev.latchkey.oauth;

import dev.latchkey.application.Application;
import dev.latchkey.revocation.LogNodes;
import dev.latchkey.session.ChangeAuthority;
import dev.latchkey.session.ChangeRights;
import dev.latchkey.session.Session;

/**
 * A node that gives tokens to applications, for tests of other packages.
 */
public final class TestOauth {

	private final OauthNode node;

	private TestOauth(OauthNode node) {
		this.node = node;
	}

	/**
	 * Start a node, and register applications that are not registered yet.
	 */
	public static TestOauth startedOn(LogNodes nodes, Application... registered) {
		return new TestOauth(OauthNode.startedOn(nodes, registered));
	}

	/**
	 * Return what it gives.
	 */
	public ApplicationGrants grants() {
		return this.node.grants;
	}

	/**
	 * Return the node below.
	 */
	public LogNodes.Node node() {
		return this.node.node;
	}

	/**
	 * Sign an account in.
	 */
	public Session login(String account) {
		return this.node.login(account);
	}

	/**
	 * Take away from an application what an account has granted to it.
	 */
	public void takeAway(String accountId, Application application) {
		this.node.grants.end(accountId, application, new ChangeAuthority() {

			@Override
			public String actor() {
				return accountId;
			}

			@Override
			public ChangeRights require() {
				return ChangeRights.NONE;
			}

		});
	}

	/**
	 * Sign a session out.
	 */
	public void signOut(Session session) {
		this.node.sessions.endings.signOut(session.handle());
	}

}
