package dev.latchkey.datastore;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PageTests {

	@Test
	void keepsItsPlaceWhenItsItemsAreMapped() {
		Page<Integer> page = new Page<>(List.of(1, 2), 3, 2, 9);
		assertThat(page.map(String::valueOf)).isEqualTo(new Page<>(List.of("1", "2"), 3, 2, 9));
	}

	@Test
	void knowsTheLastPageInPlaceOfOnePastTheEnd() {
		assertThat(new Page<>(List.of(), 3, 2, 6).isPastTheEnd()).isTrue();
		assertThat(new Page<>(List.of(), 3, 2, 6).lastPage()).isEqualTo(2);
		assertThat(new Page<>(List.of(), 3, 2, 5).lastPage()).isEqualTo(2);
		assertThat(new Page<>(List.of(), 3, 2, 0).lastPage()).isZero();
		assertThat(new Page<>(List.of(), 0, 2, 0).isPastTheEnd()).isFalse();
		assertThat(new Page<>(List.of(1), 2, 2, 5).isPastTheEnd()).isFalse();
	}

}
