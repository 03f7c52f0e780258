package dev.latchkey.oauth;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

import dev.latchkey.application.Application;
import dev.latchkey.application.TestApplications;
import dev.latchkey.harness.Repetitions;
import dev.latchkey.harness.TestDatabase;
import dev.latchkey.oauth.token.GrantedTokens;
import dev.latchkey.revocation.LogNodes;
import dev.latchkey.session.ChangeAuthority;
import dev.latchkey.session.ChangeRights;
import dev.latchkey.session.Session;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A grant is good for what its person and the administrators allow now, and not for what
 * they allowed when it was given.
 */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class GrantsInForceTests {

	private static final int ROUNDS = Repetitions.of(200, 20);

	@Parameter
	TestDatabase database;

	private final ExecutorService threads = Executors.newFixedThreadPool(4);

	private final Application wiki = TestApplications.oidc("wiki", null, "RS256");

	private final Application asking = TestApplications.with(TestApplications.oidc("asking", null, "ES256"), true,
			"openid", "profile", "roles");

	private OauthNode node;

	private OauthNode other;

	private Session session;

	@BeforeEach
	void start() {
		LogNodes nodes = LogNodes.on(this.database);
		nodes.wire.deliverBy(Runnable::run);
		nodes.account("alice");
		this.node = OauthNode.startedOn(nodes, this.wiki, this.asking);
		this.other = OauthNode.startedOn(nodes);
		this.session = this.node.login("alice");
	}

	@AfterEach
	void stop() {
		this.threads.shutdownNow();
	}

	@Test
	void giveNoScopeThatWasTakenFromTheApplication() {
		GrantedTokens tokens = this.node.given(this.session, this.wiki);
		String code = this.node.code(this.session, this.wiki, "openid", "roles", "offline_access");
		String allowed = this.node.allow(this.session, this.wiki, "openid", "roles");
		Application fewer = TestApplications.with(this.wiki, false, "openid", "profile");
		this.node.registry.change(fewer);

		assertThat(this.node.fresh().tokens.open(tokens.accessToken()).scopes()).containsExactly("openid", "profile");
		assertThat(Objects.requireNonNull(this.node.tokens.inspect(tokens.accessToken())).scopes())
			.containsExactly("openid", "profile");
		assertThat(Objects.requireNonNull(this.node.tokens.inspect(String.valueOf(tokens.refreshToken()))).scopes())
			.containsExactly("openid", "profile");
		assertThat(this.node.refresh(tokens, fewer).scopes()).containsExactly("openid", "profile");
		assertThatExceptionOfType(InvalidScopeException.class).isThrownBy(() -> this.node.grants
			.refresh(String.valueOf(tokens.refreshToken()), fewer, new TreeSet<>(Set.of("roles"))));
		// that is accepted of all applications
		assertThat(this.node.redeem(code, fewer).scopes()).containsExactly("offline_access", "openid");
		GrantedTokens device = this.node.open(allowed, fewer);
		assertThat(device.scopes()).containsExactly("openid");
		assertThat(OauthNode.part(String.valueOf(device.idToken()), 1)).doesNotContain("roles");
		assertThat(this.node.grants.connectionsOf("alice"))
			.allSatisfy((connected) -> assertThat(connected.heldBy(fewer).scopes()).doesNotContain("roles"));
	}

	@Test
	void giveAnApplicationItselfNoScopeThatWasTakenFromIt() {
		GrantedTokens own = this.node.grants.ofApplication(this.wiki, new TreeSet<>(Set.of("openid")));
		this.node.registry.change(TestApplications.with(this.wiki, false, "profile"));
		assertThat(this.node.fresh().tokens.open(own.accessToken()).scopes()).isEmpty();
	}

	@Test
	void giveNothingWithoutTheConsentThatIsNeeded() {
		String early = this.node.code(this.session, this.asking, "openid", "profile");
		isInvalid(() -> this.node.redeem(early, this.asking));
		this.node.consents.give("alice", this.asking, Set.of("openid"));
		isInvalid(() -> this.node.redeem(early, this.asking));
		this.node.consents.give("alice", this.asking, Set.of("profile"));
		GrantedTokens tokens = this.node.redeem(early, this.asking);
		String late = this.node.code(this.session, this.asking, "openid");
		// as it is where a code was issued while the consent was withdrawn
		this.node.node.transaction.executeWithoutResult((status) -> this.node.consents.withdraw("alice", this.asking));
		isInvalid(() -> this.other.redeem(late, this.asking));
		isInvalid(() -> this.other.refresh(tokens, this.asking));
		assertThat(this.node.tokens.inspect(String.valueOf(tokens.refreshToken()))).isNull();
	}

	@Test
	void takeWhatAPersonAllowsADeviceForConsent() {
		String allowed = this.node.allow(this.session, this.asking, "openid", "profile");
		assertThat(this.other.consents.cover("alice", this.asking, Set.of("openid", "profile"))).isTrue();
		assertThat(this.other.refresh(this.other.open(allowed, this.asking), this.asking)).isNotNull();
		String again = this.node.allow(this.session, this.asking, "openid");
		this.node.node.transaction.executeWithoutResult((status) -> this.node.consents.withdraw("alice", this.asking));
		isInvalid(() -> this.other.open(again, this.asking));
	}

	@Test
	void leaveNothingThatIsRedeemedWhileItIsTakenAway() throws Exception {
		for (Application application : List.of(this.wiki, this.asking)) {
			for (int round = 0; round < ROUNDS; round++) {
				this.node.consents.give("alice", application, Set.of("openid", "profile", "roles"));
				GrantedTokens held = this.node.given(this.session, application);
				String code = this.node.code(this.session, application, "openid");
				String allowed = this.node.allow(this.session, application, "openid");
				this.other.fresh();
				CyclicBarrier barrier = new CyclicBarrier(4);
				List<Future<@Nullable GrantedTokens>> answers = new ArrayList<>();
				List<Supplier<GrantedTokens>> steps = List.of(() -> this.other.redeem(code, application),
						() -> this.other.open(allowed, application), () -> this.other.refresh(held, application));
				for (Supplier<GrantedTokens> step : steps) {
					answers.add(this.threads.submit(() -> {
						barrier.await();
						return tokens(step);
					}));
				}
				Future<?> taken = this.threads.submit(() -> {
					barrier.await();
					return this.node.grants.end("alice", application, Myself.INSTANCE);
				});
				taken.get();
				isOver(held, application);
				for (Future<@Nullable GrantedTokens> answer : answers) {
					GrantedTokens given = answer.get();
					if (given != null) {
						isOver(given, application);
					}
				}
				isInvalid(() -> this.node.redeem(code, application));
				isInvalid(() -> this.node.open(allowed, application));
				assertThat(this.node.grants.connectionsOf("alice")).isEmpty();
			}
		}
	}

	@Test
	void tellNothingToAnApplicationThatHoldsNothing() {
		this.node.code(this.session, this.wiki, "openid");
		this.node.allow(this.session, this.wiki, "openid");
		assertThat(this.node.grants.end("alice", this.wiki, Myself.INSTANCE).ended()).isZero();
		assertThat(this.node.grants.end("alice", this.wiki, Myself.INSTANCE).ended()).isZero();
		assertThat(this.node.outbox.sent).isEmpty();
		assertThat(this.node.eventsOf(GrantsEnded.Cause.TAKEN_AWAY)).isEmpty();
	}

	@Test
	void writeAnEndOfATokenOnce() {
		GrantedTokens own = this.node.grants.ofApplication(this.wiki, new TreeSet<>());
		assertThat(this.node.tokens.hangsOnNoGrant(own.accessToken())).isTrue();
		for (int i = 0; i < 5; i++) {
			assertThat(this.node.tokens.revoke(own.accessToken(), this.wiki)).isTrue();
		}
		assertThat(this.node.tokens.hangsOnNoGrant(own.accessToken())).isFalse();
		GrantedTokens given = this.node.given(this.session, this.wiki);
		assertThat(this.node.tokens.hangsOnNoGrant(given.accessToken())).isFalse();
		assertThat(this.node.tokens.hangsOnNoGrant(String.valueOf(given.refreshToken()))).isFalse();
		assertThat(this.node.node.jdbc.sql("select count(*) from revocation").query(Integer.class).single()).isOne();
	}

	@Test
	void writeNoRowForRefreshesOrForTokensOfApplications() {
		GrantedTokens tokens = this.node.given(this.session, this.wiki);
		for (int i = 0; i < 20; i++) {
			tokens = this.node.refresh(tokens, this.wiki);
			this.node.grants.ofApplication(this.wiki, new TreeSet<>());
		}
		assertThat(this.node.node.jdbc.sql("select count(*) from application_grant").query(Integer.class).single())
			.isOne();
	}

	private void isOver(GrantedTokens tokens, Application application) {
		for (OauthNode either : List.of(this.node, this.other)) {
			assertThat(either.accepts(tokens.accessToken())).isFalse();
			isInvalid(() -> either.refresh(tokens, application));
		}
	}

	private static @Nullable GrantedTokens tokens(Supplier<GrantedTokens> step) {
		try {
			return step.get();
		}
		catch (InvalidGrantException ex) {
			return null;
		}
	}

	private static void isInvalid(ThrowingCallable call) {
		assertThatExceptionOfType(InvalidGrantException.class).isThrownBy(call);
	}

	/**
	 * The authority of the person.
	 */
	private enum Myself implements ChangeAuthority {

		INSTANCE;

		@Override
		public String actor() {
			return "alice";
		}

		@Override
		public ChangeRights require() {
			return ChangeRights.NONE;
		}

	}

}
