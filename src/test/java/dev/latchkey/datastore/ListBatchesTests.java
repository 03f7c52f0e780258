package dev.latchkey.datastore;

import java.util.Collections;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ListBatchesTests {

	@Test
	void theLastBatchTakesWhatIsLeft() {
		assertThat(ListBatches.of(List.of(1, 2, 3, 4, 5), 2)).containsExactly(List.of(1, 2), List.of(3, 4), List.of(5));
		assertThat(ListBatches.of(List.of(1, 2), 2)).containsExactly(List.of(1, 2));
	}

	@Test
	void anEmptyListHasNoBatches() {
		assertThat(ListBatches.of(Set.of(), 2)).isEmpty();
		assertThat(ListBatches.ofParameters(List.of())).isEmpty();
	}

	@Test
	void aBatchFitsIntoTheParametersOfAStatement() {
		assertThat(ListBatches.ofParameters(Collections.nCopies(2_001, "one"))).extracting(List::size)
			.containsExactly(1_000, 1_000, 1);
	}

}
