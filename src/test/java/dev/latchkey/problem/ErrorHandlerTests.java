package dev.latchkey.problem;

import dev.latchkey.harness.Latchkey;
import dev.latchkey.harness.RunsIn;
import org.apache.coyote.CloseNowException;
import org.junit.jupiter.api.Test;

import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

/**
 * An answer that fails when part of it is on its way is broken off.
 */
@RunsIn(Latchkey.Mode.SESSION)
class ErrorHandlerTests {

	@Test
	void breaksOffABodyThatFailsInTheMiddle(Latchkey latchkey) {
		MockMvc mvc = MockMvcBuilders.standaloneSetup(new Failing())
			.setControllerAdvice(latchkey.bean(ErrorHandler.class))
			.addFilters(new ErrorFilter(latchkey.bean(ProblemWriter.class)))
			.build();
		// Spring's own resolvers know what the converter throws, and say no more of it
		assertThatThrownBy(() -> mvc.perform(get("/failing"))).isInstanceOf(CloseNowException.class);
	}

	@RestController
	static class Failing {

		@GetMapping("/failing")
		Body answer() {
			return new Body();
		}

	}

	static class Body {

		public String getFirst() {
			return "x".repeat(20_000);
		}

		public String getSecond() {
			throw new IllegalStateException("The body fails");
		}

	}

}
