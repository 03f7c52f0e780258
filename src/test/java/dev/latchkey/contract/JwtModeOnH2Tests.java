package dev.latchkey.contract;

import dev.latchkey.harness.Latchkey.Mode;
import dev.latchkey.harness.Latchkey.Storage;
import dev.latchkey.harness.RunsIn;
import org.junit.jupiter.api.Nested;

@RunsIn(value = Mode.JWT, on = Storage.H2)
class JwtModeOnH2Tests extends StorageContract {

	@Nested
	class Jwt extends JwtContract {

	}

}
