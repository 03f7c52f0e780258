package dev.latchkey.recovery;

import dev.latchkey.harness.Latchkey.Mode;
import dev.latchkey.harness.Latchkey.Storage;
import dev.latchkey.harness.MailServer;
import dev.latchkey.harness.RunsIn;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The way back in, with a mail server, in both modes.
 */
@ExtendWith(MailServer.class)
class RecoveryTests {

	@Nested
	@RunsIn(value = Mode.SESSION, with = { MailServer.HOST, MailServer.PORT, MailServer.FROM })
	class InSessionMode extends RecoveryContract {

	}

	@Nested
	@RunsIn(value = Mode.JWT, on = Storage.POSTGRES, with = { MailServer.HOST, MailServer.PORT, MailServer.FROM })
	class InJwtMode extends RecoveryContract {

	}

}
