package dev.latchkey.throttle;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Budgets in memory, by hand: 3 attempts in 15 minutes, so that one comes back every 5.
 */
class LocalBucketsTests {

	private static final Duration PERIOD = Duration.ofMinutes(15);

	private static final Budget BUDGET = Budget.of(Budget.Scope.ACCOUNT, "alice", 3, PERIOD);

	private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1000);

	private final LocalBuckets buckets = new LocalBuckets(this.nanos::get);

	@Test
	void holdAsManyAttemptsAsTheyHave() {
		assertThat(this.buckets.balance(BUDGET)).isEqualTo(new BucketStore.Balance(3, Duration.ZERO));
		IntStream.range(0, 3).forEach((i) -> assertThat(take(BUDGET)).isNull());
		assertThat(take(BUDGET)).isEqualTo(new BucketStore.Refusal(BUDGET, Duration.ofMinutes(5)));
		assertThat(this.buckets.balance(BUDGET)).isEqualTo(new BucketStore.Balance(0, Duration.ofMinutes(5)));
	}

	@Test
	void fillUpBitByBitAndNoFurther() {
		IntStream.range(0, 3).forEach((i) -> assertThat(take(BUDGET)).isNull());
		advance(Duration.ofMinutes(3));
		assertThat(this.buckets.balance(BUDGET)).isEqualTo(new BucketStore.Balance(0, Duration.ofMinutes(2)));
		assertThat(take(BUDGET)).isNotNull();
		advance(Duration.ofMinutes(2));
		assertThat(take(BUDGET)).isNull();
		assertThat(take(BUDGET)).isNotNull();
		advance(Duration.ofDays(1));
		assertThat(this.buckets.balance(BUDGET).attempts()).isEqualTo(3);
	}

	@Test
	void arePaidFromTogetherOrNotAtAll() {
		Budget wide = Budget.of(Budget.Scope.NETWORK, "network", 30, PERIOD);
		IntStream.range(0, 10).forEach((i) -> this.buckets.take(AttemptCosts.of(wide, BUDGET)));
		assertThat(this.buckets.balance(wide).attempts()).isEqualTo(27);
		assertThat(this.buckets.balance(BUDGET).attempts()).isZero();
	}

	@Test
	void takeBackWhatWasPaidAndNoMore() {
		assertThat(take(BUDGET)).isNull();
		IntStream.range(0, 5).forEach((i) -> this.buckets.settle(AttemptCosts.givenBack(BUDGET)));
		assertThat(this.buckets.balance(BUDGET).attempts()).isEqualTo(3);
		IntStream.range(0, 3).forEach((i) -> assertThat(take(BUDGET)).isNull());
		assertThat(take(BUDGET)).isNotNull();
		this.buckets.fill(List.of(BUDGET));
		assertThat(this.buckets.balance(BUDGET).attempts()).isEqualTo(3);
	}

	@Test
	void areNotKeptWhenTheyAreFull() {
		assertThat(take(BUDGET)).isNull();
		assertThat(this.buckets.size()).isOne();
		this.buckets.settle(AttemptCosts.givenBack(BUDGET));
		assertThat(this.buckets.size()).isZero();
		assertThat(take(BUDGET)).isNull();
		advance(PERIOD.plusNanos(1));
		assertThat(this.buckets.size()).isZero();
	}

	@ParameterizedTest
	@ValueSource(ints = { 7, 30, 3000, 70_000, 1_000_000 })
	void loseNoFractions(int attempts) {
		Budget budget = Budget.of(Budget.Scope.ACCOUNT, "fractions", attempts, PERIOD);
		IntStream.range(0, attempts).forEach((i) -> assertThat(take(budget)).isNull());
		assertThat(take(budget)).isNotNull();
		IntStream.range(0, attempts).forEach((i) -> this.buckets.settle(AttemptCosts.givenBack(budget)));
		assertThat(this.buckets.balance(budget).attempts()).isEqualTo(attempts);
	}

	@Test
	void rememberTheLastNetworksForAWhile() {
		List<ThrottleMark> networks = IntStream.range(0, 20)
			.mapToObj((i) -> ThrottleMark.ofLogin("alice", "network " + i))
			.toList();
		networks.forEach((mark) -> this.buckets.settle(new AttemptSettlement(List.of(), List.of(), mark)));
		this.buckets.settle(new AttemptSettlement(List.of(), List.of(), networks.get(4)));
		assertThat(networks.stream().filter(this::isRemembered)).containsExactlyElementsOf(networks.subList(4, 20));
		assertThat(isRemembered(ThrottleMark.ofLogin("bob", "network 10"))).isFalse();
		advance(Duration.ofDays(29));
		assertThat(isRemembered(networks.get(4))).isTrue();
		advance(Duration.ofDays(2));
		assertThat(networks).noneMatch(this::isRemembered);
	}

	private boolean isRemembered(ThrottleMark mark) {
		Budget none = Budget.of(Budget.Scope.ACCOUNT, mark.member(), 1, PERIOD);
		AttemptCost cost = new AttemptCost(List.of(),
				List.of(new PaymentOption(List.of(none), false, mark), new PaymentOption(List.of(BUDGET, none))), null,
				null);
		BucketStore.Outcome outcome = this.buckets.take(cost);
		this.buckets.fill(List.of(BUDGET, none));
		return outcome instanceof BucketStore.Paid paid && paid.option().condition() != null;
	}

	private BucketStore.@Nullable Refusal take(Budget budget) {
		return AttemptCosts.refusal(this.buckets.take(AttemptCosts.of(budget)));
	}

	private void advance(Duration time) {
		this.nanos.addAndGet(time.toNanos());
	}

}
