package dev.latchkey.oauth;

import dev.latchkey.application.Application;
import dev.latchkey.application.TestApplications;
import dev.latchkey.harness.TestDatabase;
import dev.latchkey.revocation.LogNodes;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What applications push stays for as long as a login may take, and not longer.
 */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class PushedRequestsTests {

	@Parameter
	TestDatabase database;

	private final Application wiki = TestApplications.oidc("wiki", null, "ES256");

	private final Application other = TestApplications.oidc("other", null, "ES256");

	private JdbcClient jdbc;

	private PushedRequests requests;

	@BeforeEach
	void start() {
		LogNodes nodes = LogNodes.on(this.database);
		this.jdbc = nodes.jdbc;
		LogNodes.Node node = TestOauth.startedOn(nodes, this.wiki, this.other).node();
		this.requests = new PushedRequests(node.jdbc, new JdbcTemplate(node.database), 3);
	}

	private void pass(int minutes) {
		this.jdbc.sql("update pushed_request set expires_at = expires_at - interval '" + minutes + "' minute").update();
	}

	@Test
	void keepsARequestForOneLogin() {
		String reference = this.requests.push(this.wiki, "scope=openid");
		this.requests.prolong(reference);
		pass(30);
		assertThat(this.requests.find(reference, this.wiki)).contains("scope=openid");
		assertThat(this.requests.find(reference, this.other)).isEmpty();
		// a browser that comes again prolongs nothing
		this.requests.prolong(reference);
		pass(31);
		assertThat(this.requests.find(reference, this.wiki)).isEmpty();
		this.requests.prolong(reference);
		assertThat(this.requests.find(reference, this.wiki)).isEmpty();
		assertThat(this.requests.use(reference)).isFalse();
		this.requests.purge();
		assertThat(this.jdbc.sql("select count(*) from pushed_request").query(Integer.class).single()).isZero();
	}

	@Test
	void keepsSoManyOfEachApplication() {
		String first = this.requests.push(this.wiki, "scope=openid");
		this.requests.push(this.wiki, "scope=openid");
		this.requests.push(this.wiki, "scope=openid");
		assertThatExceptionOfType(TooManyPushedRequestsException.class)
			.isThrownBy(() -> this.requests.push(this.wiki, "scope=openid"));
		this.requests.push(this.other, "scope=openid");
		this.requests.use(first);
		this.requests.push(this.wiki, "scope=openid");
		assertThatExceptionOfType(TooManyPushedRequestsException.class)
			.isThrownBy(() -> this.requests.push(this.wiki, "scope=openid"));
		pass(1);
		this.requests.push(this.wiki, "scope=openid");
	}

	@Test
	void keepsTheLongestRequest() {
		String longest = "s".repeat(PushedRequests.LONGEST);
		String reference = this.requests.push(this.wiki, longest);
		assertThat(this.requests.find(reference, this.wiki)).contains(longest);
		assertThat(this.requests.use(reference)).isTrue();
		assertThat(this.requests.use(reference)).isFalse();
	}

}
