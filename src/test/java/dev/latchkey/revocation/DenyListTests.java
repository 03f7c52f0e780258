package dev.latchkey.revocation;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.latchkey.harness.Server;
import dev.latchkey.harness.TestDatabase;
import dev.latchkey.harness.TestServers;
import dev.latchkey.harness.Wire;
import dev.latchkey.revocation.LogNodes.Node;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.Delay;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.RedisCallback;
import org.springframework.data.redis.core.StringRedisTemplate;

import static org.assertj.core.api.Assertions.assertThat;

class DenyListTests {

	private static final Duration RECONNECT = Duration.ofMillis(100);

	private static Server server;

	private static LettuceConnectionFactory connections;

	private static StringRedisTemplate redis;

	private LogNodes nodes;

	private Node node;

	private Node other;

	@BeforeAll
	static void connect() {
		server = TestServers.redis();
		connections = connectedTo(server.port());
		redis = new StringRedisTemplate(connections);
	}

	@AfterAll
	static void disconnect() {
		connections.destroy();
		server.close();
	}

	@BeforeEach
	void start() {
		flush();
		this.nodes = LogNodes.on(TestDatabase.H2);
		this.node = started(this.nodes.clock);
		this.other = started(this.nodes.clock);
		this.nodes.wire.deliverAtOnce();
		this.node.denyList.catchUp();
	}

	@Test
	void saysZeroWhereNothingWasEverEnded() {
		assertThat(redis.opsForValue().get("latchkey:revocations:head")).isEqualTo("0");
		assertThat(keys()).containsExactly("latchkey:revocations:head");
	}

	@Test
	void namesEachEndingByWhatItEnds() {
		ended(Revocation.Scope.SESSION);
		ended(Revocation.Scope.ACCOUNT);
		ended(Revocation.Scope.EVERYBODY);
		ended(Revocation.Scope.KEY);
		assertThat(redis.opsForValue().get("latchkey:denied:handle-1")).isEqualTo("1");
		assertThat(redis.opsForValue().get("latchkey:cutoff:account-2")).isEqualTo("2");
		assertThat(redis.opsForValue().get("latchkey:cutoff")).isEqualTo("3");
		assertThat(redis.opsForValue().get("latchkey:denied:key-4")).isEqualTo("4");
		ended(Revocation.Scope.GRANT);
		ended(Revocation.Scope.APPLICATION);
		assertThat(redis.opsForValue().get("latchkey:denied:grant-5")).isEqualTo("5");
		assertThat(redis.opsForValue().get("latchkey:cutoff:application:wiki-6")).isEqualTo("6");
		assertThat(head()).isEqualTo(6);
		assertThat(keys()).hasSize(7);
	}

	@Test
	void namesEachAccountWithARole() {
		holders(3);
		ended(Revocation.Scope.ROLE);
		assertThat(List.of("holder-1", "holder-2", "holder-3"))
			.allSatisfy((holder) -> assertThat(redis.opsForValue().get("latchkey:cutoff:" + holder)).isEqualTo("1"));
		assertThat(keys()).hasSize(4);
		assertThat(head()).isEqualTo(1);
	}

	@Test
	void doesNotLetTheCallerWaitWhereVeryManyAccountsHaveTheRole() {
		holders(2_500);
		ended(Revocation.Scope.ROLE);
		assertThat(head()).isZero();
		this.node.pull();
		this.node.denyList.catchUp();
		this.node.denyList.catchUp();
		assertThat(head()).isEqualTo(1);
		assertThat(keys()).hasSize(2_501);
		flush();
		this.node.denyList.catchUp();
		assertThat(head()).isEqualTo(1);
		assertThat(keys()).hasSize(2_501);
	}

	@Test
	void writesTheHoldersOfARoleOnceHoweverOftenItEnded() {
		holders(1_001);
		for (int i = 0; i < 5; i++) {
			ended(Revocation.Scope.ROLE);
		}
		ended(Revocation.Scope.ACCOUNT);
		this.node.pull();
		long before = scriptsRun();
		this.node.denyList.catchUp();
		this.node.denyList.catchUp();
		assertThat(head()).isEqualTo(6);
		assertThat(scriptsRun() - before).isBetween(1_002L, 1_100L);
		assertThat(redis.opsForValue().get("latchkey:cutoff:holder-1")).isEqualTo("5");
	}

	@Test
	void isNotMadeToWriteVeryManyHoldersAgainAndAgain() {
		holders(1_001);
		ended(Revocation.Scope.ROLE);
		this.node.pull();
		this.node.denyList.catchUp();
		this.node.denyList.catchUp();
		assertThat(head()).isEqualTo(1);
		for (int i = 0; i < 30; i++) {
			redis.opsForValue().set(DenyListHead.HEAD, "0");
			this.node.denyList.catchUp();
			this.node.denyList.catchUp();
		}
		assertThat(head()).as("the allowance is used up").isZero();
		this.nodes.pass(Duration.ofMinutes(2));
		this.node.denyList.catchUp();
		this.node.denyList.catchUp();
		assertThat(head()).isEqualTo(1);
	}

	@Test
	void keepsEachKeyForAnHourLongerThanAnythingThatItEnds() {
		for (Revocation.Scope scope : Revocation.Scope.values()) {
			ended(scope);
		}
		assertThat(Stream.of("latchkey:denied:handle-1", "latchkey:cutoff:account-2", "latchkey:cutoff"))
			.allSatisfy((key) -> assertThat(Duration.ofMillis(ttl(key))).isBetween(Duration.ofMinutes(119),
					Duration.ofMinutes(120)));
		assertThat(ttl("latchkey:revocations:head")).isEqualTo(-1);
	}

	@Test
	void keepsACutoffAsLongAsAnythingThatItEndsLasts() {
		Revocation longest = commit(Revocation.Scope.ACCOUNT, "alice", Duration.ofDays(30));
		Revocation shorter = commit(Revocation.Scope.ACCOUNT, "alice", Duration.ofDays(1));
		for (List<Revocation> order : List.of(List.of(longest, shorter), List.of(shorter, longest))) {
			redis.delete("latchkey:cutoff:alice");
			order.forEach((row) -> this.node.denyList.write(List.of(row)));
			assertThat(redis.opsForValue().get("latchkey:cutoff:alice")).isEqualTo("2");
			assertThat(Duration.ofMillis(ttl("latchkey:cutoff:alice"))).isGreaterThan(Duration.ofDays(29));
		}
	}

	@Test
	void neverLowersACutoff() {
		Revocation first = commit(Revocation.Scope.ACCOUNT, "alice", Duration.ofHours(1));
		Revocation second = commit(Revocation.Scope.ACCOUNT, "alice", Duration.ofHours(1));
		this.other.denyList.write(List.of(second));
		this.node.denyList.write(List.of(first));
		assertThat(redis.opsForValue().get("latchkey:cutoff:alice")).isEqualTo("2");
	}

	@Test
	void waitsForNoAnswerBetweenManyEndings() {
		int many = 100;
		Map<String, Instant> sessions = new HashMap<>();
		for (int i = 0; i < many; i++) {
			sessions.put("handle-" + i, this.node.inAnHour());
		}
		List<Revocation> rows = this.node.transaction
			.execute((status) -> this.node.revocations.endSessions("alice", sessions, EndReason.LOGGED_OUT, "alice"));
		try (Wire wire = new Wire(server.port())) {
			LettuceConnectionFactory onWire = connectedTo(wire.port());
			wire.holdAnswers("latchkey:denied:", many);
			denyList(this.node, new StringRedisTemplate(onWire), this.nodes.clock).write(rows);
			onWire.destroy();
		}
		assertThat(head()).isEqualTo(many);
		assertThat(keys()).hasSize(many + 1);
	}

	@Test
	void raisesTheHeadOnlyWhenNothingIsMissingBelow() {
		Revocation first = commit(Revocation.Scope.ACCOUNT, "alice", Duration.ofHours(1));
		Revocation second = commit(Revocation.Scope.ACCOUNT, "bob", Duration.ofHours(1));
		this.other.denyList.write(List.of(second));
		assertThat(head()).isZero();
		this.node.denyList.write(List.of(first));
		assertThat(head()).isEqualTo(1);
		pullAll();
		this.node.denyList.catchUp();
		assertThat(head()).isEqualTo(1);
		this.node.denyList.catchUp();
		assertThat(head()).isEqualTo(2);
		assertComplete();
	}

	@Test
	void raisesTheHeadOverAllRowsOfOneTransaction() {
		List<Revocation> rows = this.node.transaction
			.execute((status) -> List.of(append(Revocation.Scope.SESSION, "a", Duration.ofHours(1)),
					append(Revocation.Scope.ACCOUNT, "b", Duration.ofHours(1)),
					append(Revocation.Scope.SESSION, "c", Duration.ofHours(1))));
		this.node.denyList.write(rows);
		assertThat(head()).isEqualTo(3);
		assertComplete();
	}

	@Test
	void writesWhatADeadWriterLeftOut() {
		commit(Revocation.Scope.ACCOUNT, "alice", Duration.ofHours(1));
		ended(Revocation.Scope.ACCOUNT);
		assertThat(head()).isZero();
		pullAll();
		this.other.denyList.catchUp();
		this.other.denyList.catchUp();
		assertThat(head()).isEqualTo(2);
		assertComplete();
	}

	@Test
	void leavesTheHeadAloneWhileSomebodyElseIsRaisingIt() {
		Revocation row = commit(Revocation.Scope.ACCOUNT, "alice", Duration.ofHours(1));
		pullAll();
		this.other.denyList.catchUp();
		this.node.denyList.write(List.of(row));
		this.other.denyList.catchUp();
		assertThat(head()).isEqualTo(1);
		assertThat(keys()).hasSize(2);
	}

	@Test
	void isWrittenAgainAfterRedisWasFlushed() {
		for (int i = 0; i < 20; i++) {
			ended(Revocation.Scope.values()[i % 3]);
		}
		pullAll();
		List<String> before = keys();
		flush();
		this.other.denyList.catchUp();
		assertThat(keys()).isEqualTo(before);
		assertThat(head()).isEqualTo(20);
		assertComplete();
	}

	@Test
	void isLeftToWhoeverWritesItAgainAlready() {
		ended(Revocation.Scope.ACCOUNT);
		pullAll();
		flush();
		this.node.database.before(LogNodes.WHOLE_LOG_IS_READ, this.other.denyList::catchUp);
		this.node.denyList.catchUp();
		assertThat(head()).isEqualTo(1);
		assertThat(keys()).containsExactly("latchkey:cutoff:account-1", "latchkey:revocations:head");
	}

	@Test
	void isTakenOverFromAWriterThatCouldNotReadTheLog() {
		ended(Revocation.Scope.ACCOUNT);
		pullAll();
		flush();
		this.node.database.cut();
		this.node.denyList.catchUp();
		assertThat(keys()).isEmpty();
		this.other.denyList.catchUp();
		assertThat(head()).isEqualTo(1);
	}

	@Test
	void claimsNothingWhereRedisIsFlushedAsItIsWrittenAgain() {
		for (int i = 0; i < 10; i++) {
			ended(Revocation.Scope.SESSION);
		}
		for (int row = 1; row <= 10; row++) {
			Node writer = started(new SteppedClock(row, DenyListTests::flush));
			flush();
			writer.denyList.catchUp();
			assertThat(head()).as("flushed before row %d", row).isNull();
			writer.denyList.catchUp();
			assertThat(head()).isEqualTo(10);
			assertComplete();
		}
	}

	@Test
	void claimsNothingWhereRedisIsFlushedAsWhatIsMissingIsWritten() {
		ended(Revocation.Scope.ACCOUNT);
		commit(Revocation.Scope.ACCOUNT, "alice", Duration.ofHours(1));
		pullAll();
		this.node.denyList.catchUp();
		this.node.database.before(LogNodes.LOG_IS_READ, DenyListTests::flush);
		this.node.denyList.catchUp();
		assertThat(head()).isNull();
		this.node.denyList.catchUp();
		assertThat(head()).isEqualTo(2);
		assertComplete();
	}

	@Test
	void claimsNothingWhereRedisIsFlushedAsAnEndingIsWritten() {
		ended(Revocation.Scope.ACCOUNT);
		pullAll();
		Node writer = started(new SteppedClock(2, DenyListTests::flush));
		List<Revocation> rows = this.node.transaction
			.execute((status) -> List.of(append(Revocation.Scope.SESSION, "a", Duration.ofHours(1)),
					append(Revocation.Scope.SESSION, "b", Duration.ofHours(1))));
		writer.denyList.write(rows);
		assertThat(head()).isNull();
		pullAll();
		this.node.denyList.catchUp();
		assertThat(head()).isEqualTo(3);
		assertComplete();
	}

	@Test
	void isCompletedAfterAnOlderDumpWasRestored() {
		for (int i = 0; i < 5; i++) {
			ended(Revocation.Scope.ACCOUNT);
		}
		Map<String, String> older = Map.of("latchkey:cutoff:account-1", "1", "latchkey:cutoff:account-2", "2",
				"latchkey:revocations:head", "2");
		flush();
		older.forEach(redis.opsForValue()::set);
		pullAll();
		this.other.denyList.catchUp();
		this.other.denyList.catchUp();
		assertThat(head()).isEqualTo(5);
		assertComplete();
	}

	@ParameterizedTest
	@ValueSource(strings = { "4", "9000000000000000000", "99999999999999999999", "-1", "x", "" })
	void isWrittenAgainWhereItsHeadIsNotThatOfTheLog(String head) {
		for (int i = 0; i < 3; i++) {
			ended(Revocation.Scope.ACCOUNT);
		}
		pullAll();
		redis.delete("latchkey:cutoff:account-1");
		redis.opsForValue().set("latchkey:revocations:head", head);
		this.node.denyList.catchUp();
		this.node.denyList.catchUp();
		assertThat(head()).isEqualTo(3);
		assertComplete();
	}

	@Test
	void isWrittenAgainWhereItsHeadIsNoText() {
		ended(Revocation.Scope.ACCOUNT);
		pullAll();
		redis.delete("latchkey:revocations:head");
		redis.opsForList().leftPush("latchkey:revocations:head", "1");
		this.node.denyList.catchUp();
		assertThat(head()).isEqualTo(1);
		assertComplete();
	}

	@Test
	void isWrittenAgainOnceAMinuteWhereAStrangerRaisesItsHead() {
		ended(Revocation.Scope.ACCOUNT);
		pullAll();
		this.node.denyList.catchUp();
		int written = 0;
		for (int i = 0; i < 30; i++) {
			written += isWrittenAgainAfter(() -> setHead("9")) ? 1 : 0;
			assertThat(head()).as("what other applications read").isEqualTo(1);
		}
		assertThat(written).isBetween(1, 3);
		this.nodes.pass(Duration.ofMinutes(1));
		assertThat(isWrittenAgainAfter(() -> setHead("x"))).isTrue();
		assertThat(head()).isEqualTo(1);
	}

	@ParameterizedTest
	@NullSource
	@ValueSource(strings = "0")
	void isWrittenAgainTenTimesAtOnceWhereAStrangerLowersItsHead(String lowered) {
		int many = 1_001;
		Map<String, Instant> sessions = new HashMap<>();
		for (int i = 0; i < many; i++) {
			sessions.put("handle-" + i, this.node.inAnHour());
		}
		this.node.denyList.write(this.node.transaction
			.execute((status) -> this.node.revocations.endSessions("alice", sessions, EndReason.LOGGED_OUT, "alice")));
		pullAll();
		int written = 0;
		for (int i = 0; i < 30; i++) {
			written += isWrittenAgainAfter(() -> setHead(lowered)) ? 1 : 0;
		}
		assertThat(written).isBetween(9, 15);
		assertThat(redis.opsForValue().get("latchkey:revocations:head")).as("claims no more than there is")
			.isEqualTo(lowered);
		this.nodes.pass(Duration.ofMinutes(1));
		assertThat(isWrittenAgainAfter(() -> setHead(lowered))).isTrue();
		assertThat(head()).isEqualTo(many);
		assertComplete();
	}

	private void setHead(String head) {
		if (head != null) {
			redis.opsForValue().set("latchkey:revocations:head", head);
		}
		else {
			redis.delete("latchkey:revocations:head");
		}
	}

	private boolean isWrittenAgainAfter(Runnable change) {
		redis.delete(List.of("latchkey:cutoff:account-1", "latchkey:denied:handle-0"));
		change.run();
		this.node.denyList.catchUp();
		this.node.denyList.catchUp();
		return !redis.countExistingKeys(List.of("latchkey:cutoff:account-1", "latchkey:denied:handle-0")).equals(0L);
	}

	@Test
	void isLeftAloneWhereTheNodeIsOnlyBehind() {
		ended(Revocation.Scope.ACCOUNT);
		redis.delete("latchkey:cutoff:account-1");
		this.other.denyList.catchUp();
		assertThat(head()).isEqualTo(1);
		assertThat(keys()).containsExactly("latchkey:revocations:head");
	}

	@Test
	void writesNothingThatHasExpired() {
		ended(Revocation.Scope.SESSION);
		Revocation young = commit(Revocation.Scope.SESSION, "young", Duration.ofDays(1));
		this.node.denyList.write(List.of(young));
		this.nodes.pass(Duration.ofHours(3));
		pullAll();
		flush();
		this.node.denyList.catchUp();
		assertThat(keys()).containsExactly("latchkey:denied:young", "latchkey:revocations:head");
	}

	@Test
	void doesNotMindThatRedisIsAway() {
		server.kill();
		Revocation row = commit(Revocation.Scope.ACCOUNT, "alice", Duration.ofHours(1));
		this.node.denyList.write(List.of(row));
		this.node.denyList.catchUp();
		server.restart();
		pullAll();
		Awaitility.await().ignoreExceptions().untilAsserted(() -> {
			this.node.denyList.catchUp();
			assertThat(head()).isEqualTo(1);
		});
		assertComplete();
	}

	@Test
	void touchesOneKeyACommand() throws IOException {
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
			socket.getOutputStream().write("MONITOR\r\n".getBytes(StandardCharsets.US_ASCII));
			BufferedReader monitor = new BufferedReader(
					new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
			assertThat(monitor.readLine()).isEqualTo("+OK");
			for (Revocation.Scope scope : Revocation.Scope.values()) {
				ended(scope);
			}
			pullAll();
			redis.delete(DenyListHead.HEAD);
			this.other.denyList.catchUp();
			redis.opsForValue().set(DenyListHead.HEAD, "1");
			this.other.denyList.catchUp();
			this.other.denyList.catchUp();
			redis.opsForValue().get("that is all");
			// the first string is the command, and "lua" marks what a script does
			Pattern key = Pattern.compile("\"latchkey:[^\"]*\"");
			int commands = 0;
			for (String line = monitor.readLine(); !line.contains("that is all"); line = monitor.readLine()) {
				assertThat(key.matcher(line).results().count()).as(line).isLessThanOrEqualTo(1);
				commands++;
			}
			assertThat(commands).isGreaterThan(20);
		}
	}

	private static LettuceConnectionFactory connectedTo(int port) {
		LettuceConnectionFactory connections = new LettuceConnectionFactory(
				new RedisStandaloneConfiguration("127.0.0.1", port),
				LettuceClientConfiguration.builder()
					.commandTimeout(Duration.ofSeconds(5))
					.clientOptions(ClientOptions.builder()
						.disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
						.build())
					.clientResources(ClientResources.builder().reconnectDelay(Delay.constant(RECONNECT)).build())
					.build());
		connections.afterPropertiesSet();
		connections.start();
		return connections;
	}

	private Node started(Clock clock) {
		Node started = this.nodes.node((node) -> denyList(node, redis, clock));
		started.pull.start();
		return started;
	}

	private DenyList denyList(Node node, StringRedisTemplate template, Clock clock) {
		CircuitBreaker breaker = CircuitBreaker.ofDefaults("redis");
		return new DenyList(new DenyListHead(template, breaker),
				new DenyListEntries(template, breaker, new EndedRoleRows(node.jdbc), clock), node.log, node.position,
				this.nodes::nanoTime);
	}

	private void ended(Revocation.Scope scope) {
		long seq = this.node.revocations.head() + 1;
		String name = switch (scope) {
			case SESSION -> "handle-";
			case KEY -> "key-";
			case GRANT -> "grant-";
			case APPLICATION -> "wiki-";
			case ACCOUNT, EVERYBODY -> "account-";
			case ROLE -> "USER";
		} + ((scope != Revocation.Scope.ROLE) ? seq : "");
		this.node.denyList.write(List.of(commit(scope, name, Duration.ofHours(1))));
	}

	private void holders(int many) {
		for (int i = 1; i <= many; i++) {
			this.nodes.account("holder-" + i);
		}
		this.nodes.jdbc.sql("insert into account_role (account_id, role) select id, 'USER' from account").update();
	}

	private Revocation commit(Revocation.Scope scope, String name, Duration life) {
		return this.node.transaction.execute((status) -> append(scope, name, life));
	}

	private Revocation append(Revocation.Scope scope, String name, Duration life) {
		Instant end = this.nodes.clock.instant().plus(life);
		return switch (scope) {
			case SESSION ->
				this.node.revocations.endSessions("somebody", Map.of(name, end), EndReason.FORCED_LOGOUT, "admin")
					.get(0);
			case ACCOUNT -> this.node.revocations.endAccount(name, EndReason.FORCED_LOGOUT, "admin", end);
			case EVERYBODY -> this.node.revocations.endEverybody("admin", end);
			case KEY -> this.node.revocations.endKey(name, "admin", end);
			case GRANT -> this.node.revocations.endGrants(Map.of(name, end), "admin").get(0);
			case APPLICATION -> this.node.revocations.endApplication(name, "admin", end);
			case ROLE -> this.node.revocations.endRole(name, EndReason.ROLES_CHANGED, "admin", end);
		};
	}

	private void pullAll() {
		this.node.pull();
		this.other.pull();
	}

	/**
	 * Assert what the head promises: that everything up to it is there.
	 */
	private void assertComplete() {
		long head = head();
		assertThat(this.node.log.unexpired()).filteredOn((row) -> row.seq() <= head).allSatisfy((row) -> {
			String key = switch (row.scope()) {
				case SESSION, KEY, GRANT -> "latchkey:denied:" + row.handle();
				case ACCOUNT -> "latchkey:cutoff:" + row.accountId();
				case EVERYBODY -> "latchkey:cutoff";
				case APPLICATION -> "latchkey:cutoff:application:" + row.handle();
				case ROLE -> "latchkey:revocations:head";
			};
			assertThat(redis.opsForValue().get(key)).isNotNull()
				.satisfies((seq) -> assertThat(Long.valueOf(seq)).isGreaterThanOrEqualTo(row.seq()));
		});
	}

	private static long scriptsRun() {
		Properties stats = redis
			.execute((RedisCallback<Properties>) (connection) -> connection.serverCommands().info("commandstats"));
		return Stream.of("cmdstat_eval", "cmdstat_evalsha")
			.map((command) -> Pattern.compile("calls=(\\d+)").matcher(stats.getProperty(command, "")))
			.filter(Matcher::find)
			.mapToLong((calls) -> Long.parseLong(calls.group(1)))
			.sum();
	}

	private static void flush() {
		redis.execute((RedisCallback<Boolean>) (connection) -> {
			connection.serverCommands().flushAll();
			return true;
		});
	}

	private static List<String> keys() {
		return redis.keys("*").stream().sorted().toList();
	}

	private static Long head() {
		String head = redis.opsForValue().get("latchkey:revocations:head");
		return (head != null) ? Long.valueOf(head) : null;
	}

	private static long ttl(String key) {
		return redis.getExpire(key, TimeUnit.MILLISECONDS);
	}

	/**
	 * The clock is looked at for each row; something happens at one of them.
	 */
	private static final class SteppedClock extends Clock {

		private final Runnable step;

		private int left;

		SteppedClock(int row, Runnable step) {
			this.left = row;
			this.step = step;
		}

		@Override
		public Instant instant() {
			if (--this.left == 0) {
				this.step.run();
			}
			return Instant.now();
		}

		@Override
		public ZoneId getZone() {
			throw new UnsupportedOperationException();
		}

		@Override
		public Clock withZone(ZoneId zone) {
			throw new UnsupportedOperationException();
		}

	}

}
