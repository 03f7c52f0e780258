package dev.latchkey.contract;

import dev.latchkey.harness.Latchkey.Mode;
import dev.latchkey.harness.ProxiedBrowser;
import dev.latchkey.harness.RunsIn;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;

/**
 * What applications behind reverse proxies see, in both modes.
 */
class ProxiedTests {

	abstract static class Contracts {

		@Nested
		class Question extends QuestionContract {

		}

		@Nested
		class Entry extends EntryContract {

		}

	}

	@Nested
	@Tag("full")
	@RunsIn(value = Mode.SESSION, with = { ProxiedBrowser.PUBLIC_URL, ProxiedBrowser.TRUSTED })
	class InSessionMode extends Contracts {

	}

	@Nested
	@RunsIn(value = Mode.JWT, with = { ProxiedBrowser.PUBLIC_URL, ProxiedBrowser.TRUSTED })
	class InJwtMode extends Contracts {

	}

}
