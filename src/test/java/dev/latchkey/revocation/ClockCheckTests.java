package dev.latchkey.revocation;

import java.time.Clock;
import java.time.Duration;

import dev.latchkey.harness.TestDatabase;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class ClockCheckTests {

	private static final Duration TWO_DAYS = Duration.ofDays(2);

	@ParameterizedTest
	@EnumSource
	void saysThatAClockIsFarOffInEitherDirection(TestDatabase database, CapturedOutput output) {
		LogNodes nodes = LogNodes.on(database);
		new ClockCheck(nodes.jdbc, Clock.systemUTC()).run();
		assertThat(output).doesNotContain("The clock of this machine");
		new ClockCheck(nodes.jdbc, Clock.offset(Clock.systemUTC(), TWO_DAYS)).run();
		assertThat(output).containsPattern("The clock of this machine is 17280[0-9] s ahead of the database's");
		new ClockCheck(nodes.jdbc, Clock.offset(Clock.systemUTC(), TWO_DAYS.negated())).run();
		assertThat(output)
			.containsPattern("The clock of this machine is 1727[0-9]{2} s behind the database's|is 172800 s behind");
	}

}
