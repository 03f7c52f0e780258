package dev.latchkey.session;

import java.util.concurrent.atomic.AtomicInteger;

import dev.latchkey.account.username.Username;
import dev.latchkey.factor.AuthenticationMethods;
import dev.latchkey.factor.FactorRequirements;
import dev.latchkey.factor.TestFactors;
import dev.latchkey.harness.TestDatabase;
import dev.latchkey.revocation.LogNodes;
import dev.latchkey.session.refresh.RefreshRotation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which sessions may only set up a second factor.
 */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class RestrictedSessionsTests {

	private static final AtomicInteger NUMBERS = new AtomicInteger();

	@Parameter
	TestDatabase database;

	private LogNodes nodes;

	private SessionNode node;

	private String alice = "";

	@BeforeEach
	void start() {
		this.nodes = LogNodes.on(this.database);
		this.node = new SessionNode(this.nodes, this.nodes.node());
		this.node.node.start();
		this.alice = "restricted-" + NUMBERS.incrementAndGet();
		this.nodes.account(this.alice);
	}

	@AfterEach
	void requireNothing() {
		require("USER", false);
	}

	@Test
	void areThoseOfWhomHasARoleThatRequiresOne() {
		grant("USER");
		require("USER", true);
		Session session = login();
		assertThat(session.mustSetUpFactor()).isTrue();
		RestrictedSessions restricted = restricted(false);
		assertThat(restricted.now(session).mustSetUpFactor()).isTrue();
		factors(false).note(this.alice, true);
		assertThat(restricted.now(session).isFree()).isTrue();
		assertThat(login(AuthenticationMethods.PASSWORD.withCode()).isFree()).isTrue();
		factors(false).note(this.alice, false);
		assertThat(login().isFree()).isFalse();
		require("USER", false);
		assertThat(login().isFree()).isTrue();
	}

	@Test
	void areThoseOfAdministratorsWhereTheSettingsSaySo() {
		grant("ADMIN");
		Session opened = login();
		assertThat(opened.mustSetUpFactor()).isFalse();
		assertThat(restricted(false).now(opened)).isSameAs(opened);
		assertThat(restricted(true).now(opened).mustSetUpFactor()).as("opened under other settings").isTrue();
		factors(true).note(this.alice, true);
		assertThat(restricted(true).now(opened).isFree()).isTrue();
	}

	@Test
	void areNotThoseOfOthersWhereTheSettingsSaySo() {
		grant("USER");
		Session opened = login();
		assertThat(restricted(true).now(opened)).isSameAs(opened);
		assertThat(factors(true).isMissing("no such account")).isFalse();
	}

	@Test
	void stayRestrictedWhenTheyAreRefreshed() {
		grant("USER");
		Session session = login();
		require("USER", true);
		assertThat(this.node.refresh.refresh(session.handle(), 0, RefreshRotation::successor, OpenedSession::session)
			.mustSetUpFactor()).isTrue();
		factors(false).note(this.alice, true);
		assertThat(this.node.refresh.refresh(session.handle(), 1, RefreshRotation::successor, OpenedSession::session)
			.isFree()).isTrue();
	}

	private Session login() {
		return this.node.logIn(this.alice);
	}

	private Session login(AuthenticationMethods methods) {
		return this.node.gate.open(this.node.candidates.byUsername(Username.of(this.alice)),
				new LoginContext("test", Transport.BEARER, false, "127.0.0.1", "test", methods),
				OpenedSession::session);
	}

	private void grant(String role) {
		this.nodes.jdbc.sql("delete from account_role where account_id = ?").param(this.alice).update();
		this.nodes.jdbc.sql("insert into account_role (account_id, role) values (?, ?)")
			.params(this.alice, role)
			.update();
	}

	private void require(String role, boolean secondFactor) {
		this.nodes.jdbc.sql("update role set second_factor = ? where name = ?").params(secondFactor, role).update();
	}

	private FactorRequirements factors(boolean administrators) {
		return TestFactors.on(this.nodes.jdbc, administrators);
	}

	private RestrictedSessions restricted(boolean administrators) {
		return new RestrictedSessions(factors(administrators));
	}

}
