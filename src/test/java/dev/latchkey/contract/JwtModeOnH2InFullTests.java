package dev.latchkey.contract;

import dev.latchkey.harness.Latchkey.Mode;
import dev.latchkey.harness.Latchkey.Storage;
import dev.latchkey.harness.RunsIn;
import org.junit.jupiter.api.Tag;

@Tag("full")
@RunsIn(value = Mode.JWT, on = Storage.H2, own = true)
class JwtModeOnH2InFullTests extends WholeContract {

}
