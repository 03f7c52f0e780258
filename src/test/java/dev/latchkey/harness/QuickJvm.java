package dev.latchkey.harness;

import java.util.List;

/**
 * A JVM that lives for seconds: it leaves out what costs a start more than it brings.
 */
public final class QuickJvm {

	/**
	 * Its options. What the compiler has just written is not verified again, and nothing
	 * is compiled for good.
	 */
	public static final List<String> OPTIONS = List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1",
			"-XX:+UnlockDiagnosticVMOptions", "-XX:-BytecodeVerificationRemote");

	private QuickJvm() {
	}

}
