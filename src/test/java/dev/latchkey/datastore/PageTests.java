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

}
