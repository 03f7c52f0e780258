package dev.latchkey.cluster;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import dev.latchkey.harness.Answer;
import dev.latchkey.harness.Client;
import dev.latchkey.harness.Latchkey;
import dev.latchkey.harness.Latchkey.Mode;
import dev.latchkey.harness.MovableClock;
import dev.latchkey.harness.Person;
import dev.latchkey.harness.Server;
import dev.latchkey.harness.TestServers;
import dev.latchkey.session.seen.LastSeen;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Two nodes: whose reply was lost stays signed in, and whose token was stolen does not.
 */
@TestInstance(Lifecycle.PER_CLASS)
class RefreshTheftTests {

	private static final Duration HOUR = Duration.ofHours(1);

	private static final int PAGES = 20;

	private final Server redis = TestServers.redis();

	private final MovableClock clock = new MovableClock();

	private final ExecutorService threads = Executors.newFixedThreadPool(PAGES);

	private Latchkey one;

	private Latchkey two;

	private Person person;

	@BeforeAll
	void start() {
		TestServers.Database database = TestServers.freshDatabase();
		this.one = node(database);
		this.two = node(database);
	}

	private Latchkey node(TestServers.Database database) {
		// last-seen is written back every 6 s; all users here are remembered
		return Latchkey.in(Mode.JWT)
			.on(this.redis, database)
			.with(this.clock)
			.with("latchkey.session.idle-timeout", "1m")
			.start();
	}

	@AfterAll
	void stop() {
		this.threads.shutdownNow();
		this.two.close();
		this.one.close();
		this.redis.close();
	}

	@BeforeEach
	void somebody() {
		this.person = this.one.newPerson("USER");
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void leaveSomebodySignedInWhoLostTheReplyAndTriesAgainAnHourLater(boolean usedBefore) {
		Device device = signIn("bearer");
		if (usedBefore) {
			device.refresh(this.two);
			later(device);
		}
		String lost = Refreshes.refresh(this.one, device.refreshToken()).expect(200).text("/refresh_token");
		for (int i = 0; i < 5; i++) {
			later(device);
			Latchkey node = (i % 2 == 0) ? this.two : this.one;
			assertThat(Refreshes.refresh(node, device.refreshToken()).expect(200).text("/refresh_token"))
				.isEqualTo(lost);
		}
		device.refresh(this.one);
		device.isSignedIn();
		later(device);
		device.refresh(this.two);
		device.isSignedIn();
	}

	/**
	 * The first of the tabs that try again is so quick that it uses the successor before
	 * the others have asked for it.
	 */
	@Test
	void leaveParallelTabsSignedInThatTryAgainAnHourLater() {
		Device device = signIn("bearer");
		Refreshes.refresh(this.one, device.refreshToken()).expect(200);
		later(device);
		Device other = device.copy();
		device.refresh(this.one);
		String successor = device.refreshToken();
		device.refresh(this.two);
		assertThat(device.refreshToken()).isEqualTo(successor);
		other.refresh(this.two);
		assertThat(other.refreshToken()).isEqualTo(successor);
		device.isSignedIn();
	}

	/**
	 * A page that was renewed on the way in counts as used, but no client has shown the
	 * successor: the browser may have gone elsewhere before the page was there.
	 */
	@Test
	void leaveABrowserSignedInWhosePagesWereLost() {
		Device device = signIn("cookie");
		for (int i = 0; i < 5; i++) {
			later(device);
			Latchkey node = (i % 2 == 0) ? this.two : this.one;
			device.on(node).browse("/").expect(200);
			writeBack();
		}
		assertThat(Refreshes.number(this.one, "confirmed_generation", device.handle())).isZero();
		later(device);
		device.keep(device.on(this.two).browse("/").expect(200));
		device.isSignedIn();
		writeBack();
		assertThat(Refreshes.number(this.one, "confirmed_generation", device.handle())).isEqualTo(1);
	}

	@Test
	void endAStolenSessionEverywhereAfterTheOwnerUsedTheNewerToken() {
		Device owner = signIn("bearer");
		Device thief = owner.copy();
		owner.refresh(this.one);
		owner.isSignedIn();
		// by itself, within a last-seen interval
		await().atMost(Duration.ofSeconds(60))
			.until(() -> Refreshes.number(this.two, "confirmed_generation", owner.handle()) == 1);
		Refreshes.later(this.one, owner.handle(), Refreshes.PAST_GRACE);
		Refreshes.refresh(this.two, thief.refreshToken()).expectEnded("refresh_reuse");
		isOver(owner);
		isOver(thief);
	}

	@Test
	void endAStolenSessionEverywhereWhenTheOwnerComesAfterTheThief() {
		Device owner = signIn("bearer");
		Device thief = owner.copy();
		thief.refresh(this.one);
		thief.isSignedIn();
		writeBack();
		later(owner);
		Refreshes.refresh(this.two, owner.refreshToken()).expectEnded("refresh_reuse");
		isOver(owner);
		isOver(thief);
	}

	@Test
	void endAStolenSessionWhenTheThiefIsTwoAhead() {
		Device owner = signIn("bearer");
		Device thief = owner.copy();
		thief.refresh(this.one);
		later(owner);
		// never used but for this, so nothing was confirmed
		thief.refresh(this.two);
		Refreshes.refresh(this.one, owner.refreshToken()).expectEnded("refresh_reuse");
		isOver(owner);
		isOver(thief);
	}

	@Test
	void endAStolenSessionWhoseOldCookieComesToAPage() {
		Device owner = signIn("cookie");
		Device thief = owner.copy();
		later(owner);
		owner.keep(owner.on(this.one).browse("/").expect(200));
		owner.isSignedIn();
		writeBack();
		Refreshes.later(this.one, owner.handle(), Refreshes.PAST_GRACE);
		Answer answer = thief.on(this.two).browse("/").expect(303);
		assertThat(answer.header("Location").orElse("")).startsWith("/login?").contains("reason=refresh_reuse");
		isOver(owner);
	}

	@Test
	void endOneSessionOnlyForOneTokenThatWasStolen() {
		Device other = signIn("bearer");
		endAStolenSessionWhenTheThiefIsTwoAhead();
		other.refresh(this.two);
		other.isSignedIn();
	}

	@Test
	void makeParallelPagesConverge() throws Exception {
		Device device = signIn("cookie");
		for (int round = 0; round < 10; round++) {
			later(device);
			String parent = device.refreshToken();
			List<Callable<Answer>> pages = new ArrayList<>();
			for (int i = 0; i < PAGES; i++) {
				Client tab = device.on((i % 2 == 0) ? this.one : this.two);
				pages.add(() -> tab.browse("/devices"));
			}
			List<Answer> answers = Refreshes.atOnce(this.threads, pages);
			Set<String> successors = new HashSet<>();
			for (Answer answer : answers) {
				device.keep(answer.expect(200));
				// whichever the browser keeps in the end
				device.isSignedIn();
				successors.add(device.refreshToken());
			}
			assertThat(successors).hasSize(1).doesNotContain(parent);
			assertThat(Refreshes.number(this.one, "refresh_generation", device.handle())).isEqualTo(round + 1);
			writeBack();
		}
	}

	@Test
	void neverMoveLastSeenBackWhereTheirClocksDiffer() {
		Device device = signIn("bearer");
		this.one.sql()
			.sql("update user_session set last_seen_at = last_seen_at + interval '3' second, "
					+ "idle_expires_at = idle_expires_at + interval '3' second where handle = ?")
			.param(device.handle())
			.update();
		String times = "cast(extract(epoch from last_seen_at) * 1000 + extract(epoch from idle_expires_at) as bigint)";
		long before = Refreshes.number(this.one, times, device.handle());
		device.refresh(this.two);
		assertThat(Refreshes.number(this.one, times, device.handle())).isGreaterThanOrEqualTo(before);
	}

	private Device signIn(String transport) {
		Client client = this.one.client();
		Answer answer = client
			.login(Map.of("username", this.person.username(), "password", this.person.password(), "transport",
					transport, "remember_me", true))
			.expect(200);
		Device device = new Device(answer.text("/session/handle"), transport.equals("cookie"), client.credential(),
				client.refreshToken().orElseThrow());
		device.isSignedIn();
		return device;
	}

	/**
	 * Let an hour pass, by all clocks.
	 */
	private void later(Device device) {
		this.clock.advance(HOUR);
		Refreshes.later(this.one, device.handle(), HOUR);
	}

	private void writeBack() {
		this.one.bean(LastSeen.class).run();
		this.two.bean(LastSeen.class).run();
	}

	private void isOver(Device device) {
		for (Latchkey node : List.of(this.one, this.two)) {
			device.on(node).get("/api/me").expectEnded("refresh_reuse");
			Refreshes.refresh(node, device.refreshToken()).expectEnded("refresh_reuse");
		}
	}

	/**
	 * What a user holds, whichever node they are sent to.
	 */
	private final class Device {

		private final String handle;

		private final boolean cookies;

		private String access;

		private String refresh;

		Device(String handle, boolean cookies, String access, String refresh) {
			this.handle = handle;
			this.cookies = cookies;
			this.access = access;
			this.refresh = refresh;
		}

		Device copy() {
			return new Device(this.handle, this.cookies, this.access, this.refresh);
		}

		String handle() {
			return this.handle;
		}

		String refreshToken() {
			return this.refresh;
		}

		Client on(Latchkey node) {
			return this.cookies ? node.client()
				.withCookie(Client.COOKIE, this.access)
				.withCookie(Client.REFRESH_COOKIE, this.refresh) : node.client().withBearer(this.access);
		}

		void refresh(Latchkey node) {
			Answer answer = Refreshes.refresh(node, this.refresh).expect(200);
			this.access = answer.text("/access_token");
			this.refresh = answer.text("/refresh_token");
		}

		void keep(Answer answer) {
			this.access = answer.cookie(Client.COOKIE).orElseThrow().value();
			this.refresh = answer.cookie(Client.REFRESH_COOKIE).orElseThrow().value();
		}

		void isSignedIn() {
			for (Latchkey node : List.of(RefreshTheftTests.this.one, RefreshTheftTests.this.two)) {
				on(node).get("/api/me").expect(200);
			}
		}

	}

}
