package dev.latchkey.contract;

import dev.latchkey.harness.Latchkey.Mode;
import dev.latchkey.harness.ProxiedBrowser;
import dev.latchkey.harness.RunsIn;
import org.junit.jupiter.api.Nested;

/**
 * What applications see that speak OpenID Connect, in both modes.
 */
class OpenIdConnectTests {

	abstract static class Contracts {

		@Nested
		class Plans extends OpenIdPlansContract {

		}

		@Nested
		class SecurityPractice extends SecurityPracticeContract {

		}

	}

	@Nested
	@RunsIn(value = Mode.SESSION, with = { ProxiedBrowser.PUBLIC_URL, ProxiedBrowser.TRUSTED })
	class InSessionMode extends Contracts {

	}

	@Nested
	@RunsIn(value = Mode.JWT, with = { ProxiedBrowser.PUBLIC_URL, ProxiedBrowser.TRUSTED })
	class InJwtMode extends Contracts {

	}

}
