package dev.latchkey.contract;

import dev.latchkey.harness.Latchkey.Mode;
import dev.latchkey.harness.Latchkey.Storage;
import dev.latchkey.harness.RunsIn;
import org.junit.jupiter.api.Tag;

@Tag("full")
@RunsIn(value = Mode.SESSION, on = Storage.POSTGRES, own = true)
class SessionModeOnPostgresInFullTests extends WholeContract {

}
