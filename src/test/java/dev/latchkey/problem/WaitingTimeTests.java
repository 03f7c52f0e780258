package dev.latchkey.problem;

import java.time.Duration;

import dev.latchkey.harness.Latchkey;
import dev.latchkey.harness.RunsIn;
import dev.latchkey.password.HashingBusyException;
import dev.latchkey.throttle.TooManyAttemptsException;
import jakarta.servlet.ServletContext;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A page says what the header {@code Retry-After} says to programs.
 */
@RunsIn(Latchkey.Mode.SESSION)
class WaitingTimeTests {

	@ParameterizedTest
	@CsvSource({ "1, a second", "2, 2 seconds", "99, 99 seconds", "100, 2 minutes", "3600, 60 minutes", "6000, 2 hours",
			"86400, 24 hours" })
	void isShownInWords(long seconds, String words, Latchkey latchkey) throws Exception {
		Duration wait = Duration.ofSeconds(seconds);
		shows(new TooManyAttemptsException(wait), 429, seconds, words, latchkey);
		shows(new HashingBusyException(wait), 503, seconds, words, latchkey);
	}

	@ParameterizedTest
	@CsvSource("a second")
	void isShownWhereSomethingDoesNotAnswer(String words, Latchkey latchkey) throws Exception {
		shows(new DataAccessResourceFailureException("gone"), 503, 1, words, latchkey);
		shows(new ServerBusyException(), 503, 1, words, latchkey);
	}

	private static void shows(Exception failure, int status, long seconds, String words, Latchkey latchkey)
			throws Exception {
		MockHttpServletRequest request = new MockHttpServletRequest(latchkey.bean(ServletContext.class), "GET",
				"/devices");
		request.setServletPath("/devices");
		request.addHeader("Accept", "text/html");
		MockHttpServletResponse response = new MockHttpServletResponse();
		latchkey.bean(ProblemWriter.class).write(request, response, failure);
		assertThat(response.getStatus()).isEqualTo(status);
		assertThat(response.getHeader("Retry-After")).isEqualTo(String.valueOf(seconds));
		// the script counts the time down, in a place of its own
		assertThat(response.getContentAsString().replaceAll("</?span[^>]*>", "").replaceAll("\\s+", " "))
			.contains("Try again in " + words + ".");
	}

}
