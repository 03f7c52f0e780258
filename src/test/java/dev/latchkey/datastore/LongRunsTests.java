package dev.latchkey.datastore;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LongRunsTests {

	private final LongRuns runs = new LongRuns();

	@Test
	void goOnOneForEachAccount() {
		LongRuns.Place place = this.runs.take("alice").orElseThrow();
		assertThat(this.runs.take("alice")).isEmpty();
		assertThat(this.runs.take("bob")).isPresent();
		place.close();
		assertThat(this.runs.take("alice")).isPresent();
	}

	@Test
	void areFourAtMost() {
		List<LongRuns.Place> places = new ArrayList<>();
		for (String account : List.of("alice", "bob", "carol", "dave")) {
			places.add(this.runs.take(account).orElseThrow());
		}
		assertThat(this.runs.take("erin")).isEmpty();
		places.get(2).close();
		assertThat(this.runs.take("erin")).isPresent();
		assertThat(this.runs.take("carol")).isEmpty();
	}

}
