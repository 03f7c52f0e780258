package dev.latchkey.transfer;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Bodies that come slowly, and never end.
 */
class PatientInputTests {

	private final AtomicLong now = new AtomicLong();

	private final AtomicInteger asked = new AtomicInteger();

	/**
	 * A body of which a byte comes each time that has passed.
	 */
	private InputStream trickle(long milliseconds) {
		return new InputStream() {

			@Override
			public int read() {
				PatientInputTests.this.now.addAndGet(TimeUnit.MILLISECONDS.toNanos(milliseconds));
				return 'x';
			}

			@Override
			public int read(byte[] into, int from, int most) {
				into[from] = (byte) read();
				return 1;
			}

		};
	}

	private static void read(PatientInput input, int times) throws IOException {
		for (int i = 0; i < times; i++) {
			assertThat(input.read(new byte[16])).isEqualTo(1);
		}
	}

	@Test
	void endWithWhatPermitsThem() throws Exception {
		PatientInput input = new PatientInput(trickle(1), () -> {
			if (this.asked.incrementAndGet() == 3) {
				throw new IllegalStateException("over");
			}
		}, this.now::get);
		read(input, 25_000);
		assertThat(this.asked).hasValue(2);
		assertThatThrownBy(() -> read(input, 10_000)).hasMessage("over");
	}

	@Test
	void haveHalfAMinuteMoreThanAByteEachMillisecond() throws Exception {
		PatientInput input = new PatientInput(trickle(2), this.asked::incrementAndGet, this.now::get);
		read(input, 30_000);
		assertThatThrownBy(() -> read(input, 1)).isInstanceOf(StalledInputException.class);
	}

}
