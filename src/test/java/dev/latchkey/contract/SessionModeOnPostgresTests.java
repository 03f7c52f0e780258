package dev.latchkey.contract;

import dev.latchkey.harness.Latchkey.Mode;
import dev.latchkey.harness.Latchkey.Storage;
import dev.latchkey.harness.RunsIn;
import org.junit.jupiter.api.Nested;

@RunsIn(value = Mode.SESSION, on = Storage.POSTGRES)
class SessionModeOnPostgresTests extends StorageContract {

	@Nested
	class SessionMode extends SessionModeContract {

	}

}
