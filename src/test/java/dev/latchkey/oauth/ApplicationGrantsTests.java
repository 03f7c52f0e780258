package dev.latchkey.oauth;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

import dev.latchkey.application.Application;
import dev.latchkey.application.TestApplications;
import dev.latchkey.crypto.Sha256;
import dev.latchkey.harness.Repetitions;
import dev.latchkey.harness.TestDatabase;
import dev.latchkey.oauth.token.GrantedTokens;
import dev.latchkey.revocation.EndReason;
import dev.latchkey.revocation.LogNodes;
import dev.latchkey.revocation.RevocationsUnknownException;
import dev.latchkey.session.ChangeAuthority;
import dev.latchkey.session.ChangeRights;
import dev.latchkey.session.Session;
import dev.latchkey.session.ToldApplications;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

/**
 * What applications are given in a session, on two nodes.
 */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class ApplicationGrantsTests {

	private static final int AT_ONCE = 20;

	@Parameter
	TestDatabase database;

	private final ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);

	private final Application wiki = TestApplications.oidc("wiki", null, "RS256");

	private final Application board = TestApplications.oidc("board", "board:use", "ES256");

	private LogNodes nodes;

	private OauthNode node;

	private OauthNode other;

	private Session session;

	@BeforeEach
	void start() {
		this.nodes = LogNodes.on(this.database);
		this.nodes.wire.deliverBy(Runnable::run);
		this.nodes.account("alice");
		this.node = OauthNode.startedOn(this.nodes, this.wiki, this.board);
		this.other = OauthNode.startedOn(this.nodes);
		this.session = this.node.login("alice");
	}

	@AfterEach
	void stop() {
		this.threads.shutdownNow();
	}

	@Test
	void givesTokensForACodeOnAnotherNode() {
		String code = this.node.code(this.session, this.wiki, "openid", "profile");
		assertThat(code).matches("[A-Za-z0-9_-]{43}");
		GrantedTokens tokens = this.other.redeem(code, this.wiki);
		assertThat(tokens.scopes()).containsExactly("openid", "profile");
		assertThat(tokens.lifetime()).isEqualTo(Duration.ofMinutes(5));
		ApplicationToken opened = this.node.tokens.open(tokens.accessToken());
		assertThat(opened.session()).isEqualTo(this.session);
		assertThat(opened.clientId()).isEqualTo("wiki");
		assertThat(opened.scopes()).containsExactly("openid", "profile");
		assertThat(tokens).hasToString("GrantedTokens[scopes=[openid, profile]]");
	}

	@Test
	void storesNothingThatOpensAnything() {
		String code = this.node.code(this.session, this.wiki, "openid");
		GrantedTokens tokens = this.node.redeem(code, this.wiki);
		assertThat(this.nodes.jdbc.sql("select * from application_grant").query().listOfRows().toString())
			.contains(Sha256.base64Url(code))
			.doesNotContain(code, tokens.accessToken(), String.valueOf(tokens.refreshToken()),
					String.valueOf(tokens.idToken()), OauthNode.VERIFIER);
	}

	@Test
	void givesOneSetOfTokensToTwentyAtOnce() throws Exception {
		for (int round = 0; round < Repetitions.of(500, 20); round++) {
			String code = this.node.code(this.session, this.wiki, "openid");
			Race<GrantedTokens> race = race((either) -> either.redeem(code, this.wiki));
			assertThat(race.won()).hasSize(1);
			assertThat(race.refused()).isEqualTo(AT_ONCE - 1);
			// none of the others was a theft
			assertThat(this.node.refresh(race.won().get(0), this.wiki)).isNotNull();
		}
		assertThat(this.node.events).isEmpty();
		assertThat(this.other.events).isEmpty();
	}

	@Test
	void givesOneSuccessorToTwentyAtOnce() throws Exception {
		GrantedTokens tokens = this.node.given(this.session, this.wiki);
		for (int round = 0; round < Repetitions.of(500, 20); round++) {
			GrantedTokens parent = tokens;
			Race<GrantedTokens> race = race((either) -> either.refresh(parent, this.wiki));
			assertThat(race.won()).hasSize(AT_ONCE);
			Set<String> successors = new HashSet<>();
			race.won().forEach((won) -> successors.add(String.valueOf(won.refreshToken())));
			assertThat(successors).hasSize(1).doesNotContain(String.valueOf(parent.refreshToken()));
			tokens = race.won().get(0);
			past("rotated_at", "confirmed_at");
		}
		assertThat(this.node.events).isEmpty();
		assertThat(this.other.events).isEmpty();
	}

	@Test
	void endsWhatACodeGaveThatComesAgainLater() {
		String code = this.node.code(this.session, this.wiki, "openid");
		GrantedTokens tokens = this.node.redeem(code, this.wiki);
		isInvalid(() -> this.other.redeem(code, this.wiki));
		assertThat(this.node.accepts(tokens.accessToken())).isTrue();
		past("redeemed_at");
		isInvalid(() -> this.other.redeem(code, this.wiki));
		isOver(tokens);
		assertThat(this.other.eventsOf(GrantsEnded.Cause.CODE_REUSE)).hasSize(1);
		assertThat(this.node.sessions.accepts(this.session)).isTrue();
		isInvalid(() -> this.other.redeem(code, this.wiki));
		assertThat(this.other.events).hasSize(1);
	}

	@Test
	void endsACodeThatAnotherApplicationShows() {
		permit("board:use");
		String code = this.node.code(this.session, this.wiki, "openid");
		isInvalid(() -> this.other.redeem(code, this.board));
		isInvalid(() -> this.node.redeem(code, this.wiki));
		assertThat(this.other.eventsOf(GrantsEnded.Cause.CODE_REUSE)).hasSize(1);
		assertThat(this.nodes.jdbc.sql("select count(*) from revocation").query(Integer.class).single()).isZero();
	}

	@Test
	void asksForTheAddressAndTheVerifierOfTheCode() {
		String code = this.node.code(this.session, this.wiki, "openid");
		for (String uri : new String[] { null, "", OauthNode.URI + "/", OauthNode.URI.toUpperCase(Locale.ROOT),
				OauthNode.URI + "#", "https://wiki.example.com:443/callback" }) {
			isInvalid(() -> this.node.grants.redeem(code, this.wiki, uri, OauthNode.VERIFIER));
		}
		for (String verifier : new String[] { null, "", "b".repeat(43), "a".repeat(42), "a".repeat(44),
				Sha256.base64Url(OauthNode.VERIFIER), "é".repeat(43) }) {
			isInvalid(() -> this.node.grants.redeem(code, this.wiki, OauthNode.URI, verifier));
		}
		assertThat(this.node.redeem(code, this.wiki)).isNotNull();
	}

	@Test
	void forgetsACodeAfterAMinute() {
		String code = this.node.code(this.session, this.wiki, "openid");
		past("code_expires_at");
		isInvalid(() -> this.node.redeem(code, this.wiki));
	}

	@Test
	void refusesEveryOtherText() {
		GrantedTokens tokens = this.node.given(this.session, this.wiki);
		String code = this.node.code(this.session, this.wiki, "openid");
		String refresh = String.valueOf(tokens.refreshToken());
		for (String spoiled : spoiled(code)) {
			isInvalid(() -> this.node.redeem(spoiled, this.wiki));
		}
		for (String spoiled : spoiled(refresh)) {
			isInvalid(() -> this.node.fresh().grants.refresh(spoiled, this.wiki, null));
			assertThat(this.node.fresh().tokens.inspect(spoiled)).isNull();
		}
		for (String spoiled : spoiled(tokens.accessToken())) {
			assertThat(this.node.accepts(spoiled)).as(spoiled).isFalse();
			assertThat(this.node.fresh().tokens.inspect(spoiled)).isNull();
			assertThat(this.node.tokens.revoke(spoiled, this.wiki)).isTrue();
		}
		assertThat(this.node.accepts(tokens.accessToken())).isTrue();
		assertThat(this.node.accepts(String.valueOf(tokens.idToken()))).isFalse();
		assertThat(this.node.refresh(tokens, this.wiki)).isNotNull();
		assertThat(this.node.redeem(code, this.wiki)).isNotNull();
		assertThat(this.node.events).isEmpty();
	}

	@Test
	void endsAGrantWhoseReplacedTokenComesAgain() {
		GrantedTokens first = this.node.given(this.session, this.wiki);
		GrantedTokens second = this.node.refresh(first, this.wiki);
		// a lost reply, however late
		past("rotated_at");
		assertThat(this.other.refresh(first, this.wiki).refreshToken()).isEqualTo(second.refreshToken());
		past("rotated_at");
		GrantedTokens third = this.other.refresh(second, this.wiki);
		isInvalid(() -> this.node.refresh(first, this.wiki));
		isOver(first, second, third);
		assertThat(this.node.eventsOf(GrantsEnded.Cause.REFRESH_REUSE)).hasSize(1);
		assertThat(this.node.given(this.session, this.wiki)).isNotNull();
	}

	@Test
	void takesTheUseOfASuccessorForItsReceipt() {
		GrantedTokens first = this.node.given(this.session, this.wiki);
		GrantedTokens second = this.node.refresh(first, this.wiki);
		// at once, so that it is not exchanged for another
		assertThat(this.node.refresh(second, this.wiki).refreshToken()).isEqualTo(second.refreshToken());
		past("rotated_at", "confirmed_at");
		isInvalid(() -> this.node.refresh(first, this.wiki));
		isOver(first, second);
	}

	@Test
	void givesNoMoreThanWasGranted() {
		GrantedTokens tokens = this.node.given(this.session, this.wiki);
		assertThatExceptionOfType(InvalidScopeException.class).isThrownBy(() -> this.node.grants
			.refresh(String.valueOf(tokens.refreshToken()), this.wiki, new TreeSet<>(List.of("openid", "email"))));
		GrantedTokens fewer = this.node.grants.refresh(String.valueOf(tokens.refreshToken()), this.wiki,
				new TreeSet<>(List.of("profile")));
		assertThat(fewer.scopes()).containsExactly("profile");
		assertThat(fewer.idToken()).isNull();
		assertThat(this.node.refresh(fewer, this.wiki).scopes()).containsExactly("openid", "profile", "roles");
	}

	@Test
	void givesNothingToAnotherApplication() {
		permit("board:use");
		GrantedTokens tokens = this.node.given(this.session, this.wiki);
		isInvalid(() -> this.node.refresh(tokens, this.board));
		assertThat(this.node.tokens.revoke(tokens.accessToken(), this.board)).isTrue();
		assertThat(this.node.tokens.revoke(String.valueOf(tokens.refreshToken()), this.board)).isTrue();
		assertThat(this.node.accepts(tokens.accessToken())).isTrue();
		assertThat(this.node.refresh(tokens, this.wiki)).isNotNull();
	}

	@Test
	void knowsNothingOfAnotherInstallation() {
		GrantedTokens tokens = this.node.given(this.session, this.wiki);
		OauthNode stranger = new OauthNode(this.nodes, this.nodes.started(), 1);
		isInvalid(() -> stranger.refresh(tokens, this.wiki));
		assertThat(stranger.fresh().tokens.inspect(String.valueOf(tokens.refreshToken()))).isNull();
		assertThat(stranger.fresh().tokens.revoke(String.valueOf(tokens.refreshToken()), this.wiki)).isTrue();
		assertThat(this.node.refresh(tokens, this.wiki)).isNotNull();
	}

	@Test
	void isOverWithTheSession() {
		Endings all = new Endings();
		this.node.sessions.endings.endSession(this.session.handle(), EndReason.FORCED_LOGOUT, Anybody.INSTANCE);
		all.areOver();
	}

	@Test
	void isOverWithTheSessionsOfTheAccount() {
		Endings all = new Endings();
		this.other.sessions.endings.endAllOf("alice", EndReason.FORCED_LOGOUT, Anybody.INSTANCE);
		all.areOver();
	}

	@Test
	void isOverWithEverySession() {
		Endings all = new Endings();
		this.other.sessions.endings.endEverySession(Anybody.INSTANCE);
		all.areOver();
	}

	@Test
	void isOverWhenItIsTakenAway() {
		Endings all = new Endings();
		this.node.consents.give("alice", this.wiki, Set.of("openid"));
		assertThat(this.node.grants.connectionsOf("alice")).extracting(ConnectedApplication::applicationId)
			.containsExactly(this.wiki.id());
		assertThat(this.other.grants.end("alice", this.wiki, Anybody.INSTANCE).ended()).isEqualTo(all.tokens.size());
		all.areOver();
		assertThat(this.node.grants.connectionsOf("alice")).isEmpty();
		assertThat(this.node.consents.cover("alice", this.wiki, Set.of("openid"))).isFalse();
		assertThat(this.other.eventsOf(GrantsEnded.Cause.TAKEN_AWAY)).hasSize(1);
		assertThat(this.node.sessions.accepts(this.session)).isTrue();
		GrantedTokens again = this.node.given(this.session, this.wiki);
		assertThat(this.other.accepts(again.accessToken())).isTrue();
		assertThat(this.other.refresh(again, this.wiki)).isNotNull();
	}

	@Test
	void isOverWithTheApplication() {
		Endings all = new Endings();
		GrantedTokens own = this.node.grants.ofApplication(this.wiki, new TreeSet<>(List.of("wiki")));
		assertThat(this.other.accepts(own.accessToken())).isTrue();
		this.node.delete(this.wiki);
		assertThat(this.other.accepts(own.accessToken())).isFalse();
		all.areOver();
		isInvalid(() -> this.other.grants.ofApplication(this.wiki, new TreeSet<>()));
		isInvalid(() -> this.other.code(this.session, this.wiki, "openid"));
		// registered again under the same client id
		Application reborn = TestApplications.oidc("wiki", null, "RS256");
		OauthNode third = OauthNode.startedOn(this.nodes, reborn);
		all.tokens.forEach((tokens) -> assertThat(third.accepts(tokens.accessToken())).isFalse());
		GrantedTokens fresh = third.given(this.session, reborn);
		this.other.registry.refresh();
		assertThat(this.other.accepts(fresh.accessToken())).isTrue();
	}

	@Test
	void isOverWhenTheApplicationRevokesIt() {
		GrantedTokens kept = this.node.given(this.session, this.wiki);
		GrantedTokens byAccess = this.node.given(this.session, this.wiki);
		GrantedTokens byRefresh = this.node.given(this.session, this.wiki);
		assertThat(this.node.tokens.revoke(byAccess.accessToken(), this.wiki)).isTrue();
		assertThat(this.node.tokens.revoke(String.valueOf(byRefresh.refreshToken()), this.wiki)).isTrue();
		isOver(byAccess, byRefresh);
		assertThat(this.node.eventsOf(GrantsEnded.Cause.REVOKED)).hasSize(2);
		assertThat(this.other.accepts(kept.accessToken())).isTrue();
		GrantedTokens own = this.node.grants.ofApplication(this.wiki, new TreeSet<>());
		assertThat(this.other.accepts(own.accessToken())).isTrue();
		assertThat(this.node.tokens.revoke(own.accessToken(), this.wiki)).isTrue();
		assertThat(this.other.accepts(own.accessToken())).isFalse();
	}

	@Test
	void asksWhetherThePersonMayStillUseTheApplication() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.node.code(this.session, this.board, "openid"));
		permit("board:use");
		GrantedTokens tokens = this.node.given(this.session, this.board);
		String code = this.node.code(this.session, this.board, "openid");
		// as a role that may do less does it
		this.node.sessions.endings.endAllOf("alice", EndReason.ROLES_CHANGED, Anybody.INSTANCE);
		this.nodes.jdbc.sql("delete from account_role").update();
		this.session = this.node.login("alice");
		isInvalid(() -> this.other.redeem(code, this.board));
		isOver(this.board, tokens);
		isInvalid(() -> this.node.allow(this.session, this.board, "openid"));
	}

	@Test
	void givesNothingInASessionThatMustChangeItsPassword() {
		this.nodes.jdbc.sql("update user_session set must_change_password = true").update();
		isInvalid(() -> this.node.allow(this.session, this.wiki, "openid"));
	}

	@Test
	void givesADeviceTokensWithoutACode() {
		String grantId = this.node.allow(this.session, this.wiki, "openid");
		assertThat(this.node.grants.connectionsOf("alice")).isEmpty();
		isInvalid(() -> this.node.open(grantId, this.board));
		GrantedTokens tokens = this.other.open(grantId, this.wiki);
		isInvalid(() -> this.node.open(grantId, this.wiki));
		assertThat(OauthNode.part(String.valueOf(tokens.idToken()), 1)).doesNotContain("nonce")
			.contains("\"sid\":\"" + this.session.handle() + "\"");
		assertThat(this.other.accepts(tokens.accessToken())).isTrue();
		assertThat(this.other.refresh(tokens, this.wiki)).isNotNull();
		assertThat(this.other.grants.connectionsOf("alice")).hasSize(1);
	}

	@Test
	void readsNothingToOpenAToken() {
		GrantedTokens tokens = this.node.given(this.session, this.wiki);
		this.node.accepts(tokens.accessToken());
		assertThat(this.node.statementsOf(() -> {
			for (int i = 0; i < 100; i++) {
				assertThat(this.node.accepts(tokens.accessToken())).isTrue();
			}
		})).isZero();
	}

	@Test
	void takesTwoStatementsToRefresh() {
		GrantedTokens tokens = this.node.given(this.session, this.wiki);
		assertThat(this.node.statementsOf(() -> this.node.refresh(tokens, this.wiki))).isEqualTo(2);
	}

	@Test
	void saysWhatIsActive() {
		GrantedTokens tokens = this.node.given(this.session, this.wiki);
		InspectedToken access = this.other.tokens.inspect(tokens.accessToken());
		assertThat(access).isNotNull();
		assertThat(access.kind()).isEqualTo(InspectedToken.Kind.ACCESS_TOKEN);
		assertThat(access.session()).isEqualTo(this.session);
		assertThat(access.issuer()).isEqualTo("https://login.example.com");
		InspectedToken refresh = this.other.tokens.inspect(String.valueOf(tokens.refreshToken()));
		assertThat(refresh).isNotNull();
		assertThat(refresh.kind()).isEqualTo(InspectedToken.Kind.REFRESH_TOKEN);
		assertThat(refresh.clientId()).isEqualTo("wiki");
		assertThat(refresh.expiresAt()).isEqualTo(this.session.expiresAt());
		this.nodes.clock.advance(Duration.ofMinutes(6));
		assertThat(this.other.tokens.inspect(tokens.accessToken())).isNull();
		assertThat(this.other.accepts(tokens.accessToken())).isFalse();
	}

	@Test
	void cannotTellWithoutTheDatabase() {
		GrantedTokens tokens = this.node.given(this.session, this.wiki);
		String code = this.node.code(this.session, this.wiki, "openid");
		this.node.accepts(tokens.accessToken());
		this.node.node.database.cut();
		cannotTell(() -> this.node.redeem(code, this.wiki));
		cannotTell(() -> this.node.refresh(tokens, this.wiki));
		cannotTell(() -> this.node.code(this.session, this.wiki, "openid"));
		cannotTell(() -> this.node.tokens.inspect(String.valueOf(tokens.refreshToken())));
		cannotTell(() -> this.node.tokens.revoke(tokens.accessToken(), this.wiki));
		assertThat(this.node.accepts(tokens.accessToken())).isTrue();
		this.node.node.database.mend();
		assertThat(this.node.redeem(code, this.wiki)).isNotNull();
		OauthNode silent = new OauthNode(this.nodes, this.nodes.node(), 0);
		assertThatExceptionOfType(RevocationsUnknownException.class)
			.isThrownBy(() -> silent.tokens.open(tokens.accessToken()));
	}

	@Test
	void forgetsWhatIsOver() {
		this.node.given(this.session, this.wiki);
		this.node.code(this.session, this.wiki, "openid");
		this.node.tokens.revoke(this.node.given(this.session, this.wiki).accessToken(), this.wiki);
		this.node.rows.purge();
		assertThat(count()).isEqualTo(3);
		this.nodes.clock.advance(Duration.ofHours(1).plusMinutes(11));
		this.node.rows.purge();
		assertThat(count()).isEqualTo(2);
		// what the application has revoked stays: it is told when the session ends
		this.nodes.clock.advance(Duration.ofHours(1));
		this.node.rows.purge();
		assertThat(count()).isEqualTo(2);
		assertThat(this.node.grants.end("alice", this.wiki, Anybody.INSTANCE).applications())
			.isEqualTo(new ToldApplications(1, 0));
		this.nodes.clock.advance(Duration.ofHours(3));
		this.node.rows.purge();
		assertThat(count()).isZero();
	}

	@Test
	void tellsAnApplicationWhoseTokensWereStolenOnce() {
		GrantedTokens first = this.node.given(this.session, this.wiki);
		GrantedTokens second = this.node.refresh(first, this.wiki);
		past("rotated_at");
		this.node.refresh(second, this.wiki);
		isInvalid(() -> this.node.refresh(first, this.wiki));
		isInvalid(() -> this.node.refresh(first, this.wiki));
		assertThat(this.node.outbox.sent).containsExactly(this.wiki.id() + " " + this.session.handle());
		assertThat(this.node.grants.end("alice", this.wiki, Anybody.INSTANCE).applications())
			.isEqualTo(ToldApplications.NONE);
		assertThat(this.node.outbox.sent).hasSize(1);
	}

	@Test
	void tellsAnApplicationOnceThatItsAccessIsTakenAway() {
		this.node.given(this.session, this.wiki);
		this.node.given(this.session, this.wiki);
		for (int i = 0; i < 5; i++) {
			this.node.grants.end("alice", this.wiki, Anybody.INSTANCE);
		}
		assertThat(this.node.outbox.sent).containsExactly(this.wiki.id() + " " + this.session.handle());
	}

	@Test
	void tellsNoApplicationOfACodeThatGaveNothing() {
		permit("board:use");
		String code = this.node.code(this.session, this.wiki, "openid");
		isInvalid(() -> this.node.redeem(code, this.board));
		this.node.code(this.session, this.wiki, "openid");
		this.node.grants.end("alice", this.wiki, Anybody.INSTANCE);
		assertThat(this.node.outbox.sent).isEmpty();
	}

	@Test
	void tellsNoApplicationWhatItHasRevokedItself() {
		this.node.tokens.revoke(this.node.given(this.session, this.wiki).accessToken(), this.wiki);
		assertThat(this.node.outbox.sent).isEmpty();
	}

	@Test
	void keepsTheEndOfAnApplicationAsLongAsSessionsLast() {
		this.node.given(this.session, this.wiki);
		this.node.removeOidc(this.wiki);
		this.node.delete(this.board);
		assertThat(keptUntil("wiki")).isCloseTo(this.session.expiresAt().plus(Duration.ofHours(1)),
				within(1, ChronoUnit.SECONDS));
		assertThat(keptUntil("board")).isBefore(this.nodes.clock.instant().plus(Duration.ofHours(2)));
	}

	@Test
	void saysWhetherTheNodesHaveAppliedTheEndOfAnApplication() {
		this.nodes.wire.deliverBy((task) -> {
		});
		this.node.delete(this.wiki);
		assertThat(this.node.applicationEndings.await().complete()).isFalse();
		this.other.node.pull();
		assertThat(this.node.applicationEndings.await().complete()).isTrue();
	}

	@Test
	void forgetsWhatIsOverWithTheSession() {
		this.node.given(this.session, this.wiki);
		this.nodes.clock.advance(Duration.ofHours(13));
		this.node.rows.purge();
		assertThat(count()).isZero();
	}

	@Test
	void keepsTheNewestOfAnApplicationThatAsksAgainAndAgain() {
		GrantedTokens over = this.node.given(this.session, this.wiki);
		this.nodes.jdbc.sql("""
				update application_grant set created_at = created_at - interval '2' hour,
					tokens_until = tokens_until - interval '2' hour
				""").update();
		GrantedTokens good = this.node.given(this.session, this.wiki);
		this.nodes.jdbc.sql("update application_grant set created_at = created_at - interval '1' hour").update();
		String older = this.node.code(this.session, this.wiki, "openid");
		this.nodes.jdbc.sql("update application_grant set created_at = created_at - interval '1' second").update();
		String code = this.node.code(this.session, this.wiki, "openid");
		this.node.newRows.keepNewest(this.session.handle(), this.wiki.id(), 1);
		isInvalid(() -> this.node.redeem(older, this.wiki));
		assertThat(this.node.redeem(code, this.wiki)).isNotNull();
		// codes take the place of no grant, nor does a grant whose access token is good
		assertThat(this.node.refresh(good, this.wiki)).isNotNull();
		this.node.newRows.keepNewest(this.session.handle(), this.wiki.id(), 0);
		isInvalid(() -> this.node.refresh(over, this.wiki));
		assertThat(this.node.tokens.open(good.accessToken())).isNotNull();
	}

	@Test
	void saysOnceWhatAnApplicationHoldsHoweverOftenItWasGiven() {
		this.node.given(this.session, this.wiki);
		this.node.redeem(this.node.code(this.session, this.wiki, "openid", "email"), this.wiki);
		this.nodes.jdbc.sql("update application_grant set id = substring(id from 1 for 12)").update();
		for (String doubled : List.of("a", "b", "c", "d")) {
			this.nodes.jdbc.sql("""
					insert into application_grant (id, application_id, handle, account_id, epoch, scopes, redeemed_at,
						refresh_generation, confirmed_generation, created_at, expires_at)
					select id || :more, application_id, handle, account_id, epoch, scopes, redeemed_at, 0, 0,
						created_at - interval '1' minute, expires_at
					from application_grant
					""").param("more", doubled).update();
		}
		Instant oldest = this.nodes.jdbc.sql("select min(created_at) from application_grant")
			.query(OffsetDateTime.class)
			.single()
			.toInstant();
		assertThat(this.node.grants.connectionsOf("alice")).containsExactly(new ConnectedApplication(this.wiki.id(),
				oldest, new TreeSet<>(List.of("email", "openid", "profile", "roles"))));
		this.node.removeOidc(this.wiki);
		assertThat(this.node.grants.connectionsOf("alice")).isEmpty();
		// what it is given once it may ask again is new
		this.node.given(this.session, this.wiki);
		assertThat(this.node.grants.connectionsOf("alice")).singleElement()
			.satisfies((connected) -> assertThat(connected.grantedAt()).isAfter(oldest));
	}

	@Test
	void endsTheSessionWhereGrantsEndInALoop() {
		GrantedTokens first = this.node.given(this.session, this.wiki);
		assertThat(this.node.tokens.revoke(first.accessToken(), this.wiki)).isTrue();
		assertThat(this.node.sessions.accepts(this.session)).isTrue();
		this.nodes.jdbc.sql("update application_grant set id = 'e', code_hash = null").update();
		for (int doubled = 0; doubled < 11; doubled++) {
			this.nodes.jdbc.sql("""
					insert into application_grant (id, application_id, handle, account_id, epoch, scopes,
						refresh_generation, confirmed_generation, created_at, expires_at, ended_at)
					select id || :more, application_id, handle, account_id, epoch, scopes, 0, 0, created_at, expires_at,
						ended_at
					from application_grant
					""").param("more", "abcdefghijkl".substring(doubled, doubled + 1)).update();
		}
		GrantedTokens tokens = this.node.given(this.session, this.wiki);
		assertThat(this.node.tokens.revoke(tokens.accessToken(), this.wiki)).isTrue();
		assertThat(this.node.sessions.endOf(this.session)).isEqualTo(EndReason.SESSION_LIMIT);
	}

	@Test
	void remembersWhatPeopleConsentedTo() {
		ApplicationConsents consents = this.node.consents;
		assertThat(consents.cover("alice", this.wiki, Set.of())).isFalse();
		consents.give("alice", this.wiki, Set.of("openid"));
		consents.give("alice", this.wiki, Set.of("profile", "openid"));
		assertThat(this.other.consents.cover("alice", this.wiki, Set.of("openid", "profile"))).isTrue();
		assertThat(consents.cover("alice", this.wiki, Set.of("email"))).isFalse();
		assertThat(consents.cover("bob", this.wiki, Set.of("openid"))).isFalse();
		assertThat(consents.cover("alice", this.board, Set.of("openid"))).isFalse();
		assertThat(consents.cover("alice", this.wiki, Set.of())).isFalse();
		this.node.delete(this.wiki);
		assertThat(this.nodes.jdbc.sql("select count(*) from application_consent").query(Integer.class).single())
			.isZero();
	}

	/** However often its scopes change, the row has room. */
	@Test
	void forgetsConsentsToWhatAnApplicationMayNotAskForAnyMore() {
		ApplicationConsents consents = this.node.consents;
		for (int i = 0; i < 200; i++) {
			consents.give("alice", this.wiki, Set.of("openid", "orders:" + i + "x".repeat(50)));
		}
		assertThat(consents.cover("alice", this.wiki, Set.of("openid", "orders:199" + "x".repeat(50)))).isTrue();
		assertThat(consents.cover("alice", this.wiki, Set.of("orders:198" + "x".repeat(50)))).isFalse();
	}

	private void permit(String permission) {
		this.nodes.jdbc.sql("delete from role_permission where role = 'USER'").update();
		this.nodes.jdbc.sql("insert into role_permission (role, permission) values ('USER', ?)")
			.param(permission)
			.update();
		this.nodes.jdbc.sql("insert into account_role (account_id, role) values ('alice', 'USER')").update();
		this.session = this.node.login("alice");
	}

	/**
	 * Let moments that the database's clock has set be eleven seconds, or a minute, ago.
	 */
	private void past(String... columns) {
		for (String column : columns) {
			this.nodes.jdbc.sql(
					"update application_grant set %1$s = current_timestamp - interval '11' second where %1$s is not null"
						.formatted(column))
				.update();
		}
	}

	private void isOver(GrantedTokens... tokens) {
		isOver(this.wiki, tokens);
	}

	private void isOver(Application application, GrantedTokens... tokens) {
		for (GrantedTokens one : tokens) {
			for (OauthNode either : List.of(this.node, this.other)) {
				assertThat(either.accepts(one.accessToken())).isFalse();
				assertThat(either.fresh().tokens.inspect(one.accessToken())).isNull();
				assertThat(either.fresh().tokens.inspect(String.valueOf(one.refreshToken()))).isNull();
				isInvalid(() -> either.refresh(one, application));
			}
		}
	}

	/**
	 * Return until when the log says that an application has lost what it was given.
	 */
	private Instant keptUntil(String clientId) {
		return this.nodes.jdbc.sql("select expires_at from revocation where handle = ?")
			.param(clientId)
			.query(OffsetDateTime.class)
			.single()
			.toInstant();
	}

	private int count() {
		return this.nodes.jdbc.sql("select count(*) from application_grant").query(Integer.class).single();
	}

	private static void isInvalid(ThrowingCallable call) {
		assertThatExceptionOfType(InvalidGrantException.class).isThrownBy(call);
	}

	private static void cannotTell(ThrowingCallable call) {
		assertThat(org.assertj.core.api.Assertions.catchThrowable(call)).isInstanceOfAny(DataAccessException.class,
				TransactionException.class);
	}

	/**
	 * Change each character of a text, and leave some out.
	 */
	private static List<String> spoiled(String text) {
		List<String> spoiled = new ArrayList<>(
				List.of("", ".", "..", text + "=", text + "A", " " + text, text.substring(1), "A".repeat(5_000)));
		for (int i = 0; i < text.length(); i++) {
			char c = text.charAt(i);
			spoiled.add(text.substring(0, i) + ((c == 'A') ? 'B' : 'A') + text.substring(i + 1));
		}
		return spoiled;
	}

	private Race<GrantedTokens> race(Function<OauthNode, GrantedTokens> step) throws Exception {
		this.node.fresh();
		this.other.fresh();
		CyclicBarrier barrier = new CyclicBarrier(AT_ONCE);
		List<Future<GrantedTokens>> answers = new ArrayList<>();
		for (int i = 0; i < AT_ONCE; i++) {
			OauthNode either = (i % 2 == 0) ? this.node : this.other;
			answers.add(this.threads.submit(() -> {
				barrier.await();
				try {
					return step.apply(either);
				}
				catch (InvalidGrantException ex) {
					return null;
				}
			}));
		}
		List<GrantedTokens> won = new ArrayList<>();
		int refused = 0;
		for (Future<GrantedTokens> answer : answers) {
			if (answer.get() != null) {
				won.add(answer.get());
			}
			else {
				refused++;
			}
		}
		return new Race<>(won, refused);
	}

	private record Race<T>(List<T> won, int refused) {
	}

	/**
	 * Codes, refresh tokens and access tokens that are good until something ends.
	 */
	private final class Endings {

		private static final int SHARE = 10;

		private final List<String> codes = new ArrayList<>();

		/** What devices have not come for. */
		private final List<String> allowed = new ArrayList<>();

		private final List<GrantedTokens> tokens = new ArrayList<>();

		Endings() {
			int many = Repetitions.of(1_000) / SHARE;
			for (int i = 0; i < many; i++) {
				this.codes.add(node().code(session(), wiki(), "openid"));
				this.allowed.add(node().allow(session(), wiki(), "openid"));
				GrantedTokens given = node().given(session(), wiki());
				// so that the other node has it in its cache
				assertThat(ApplicationGrantsTests.this.other.accepts(given.accessToken())).isTrue();
				this.tokens.add(given);
			}
		}

		void areOver() {
			this.codes.forEach((code) -> isInvalid(() -> ApplicationGrantsTests.this.other.redeem(code, wiki())));
			this.codes.forEach((code) -> isInvalid(() -> node().redeem(code, wiki())));
			this.allowed.forEach((id) -> isInvalid(() -> ApplicationGrantsTests.this.other.open(id, wiki())));
			this.allowed.forEach((id) -> isInvalid(() -> node().open(id, wiki())));
			this.tokens.forEach(ApplicationGrantsTests.this::isOver);
		}

		private OauthNode node() {
			return ApplicationGrantsTests.this.node;
		}

		private Session session() {
			return ApplicationGrantsTests.this.session;
		}

		private Application wiki() {
			return ApplicationGrantsTests.this.wiki;
		}

	}

	/**
	 * The authority of the test.
	 */
	private enum Anybody implements ChangeAuthority {

		INSTANCE;

		@Override
		public String actor() {
			return "admin";
		}

		@Override
		public ChangeRights require() {
			return ChangeRights.NONE;
		}

	}

}
