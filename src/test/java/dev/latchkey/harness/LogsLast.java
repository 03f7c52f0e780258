package dev.latchkey.harness;

import java.util.Comparator;

import org.junit.jupiter.api.ClassDescriptor;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.ClassOrdererContext;

/**
 * Leaves the order of the tests as it is, but for the one that looks back on all others.
 */
public class LogsLast implements ClassOrderer {

	@Override
	public void orderClasses(ClassOrdererContext context) {
		context.getClassDescriptors().sort(Comparator.comparing(LogsLast::looksBack));
	}

	private static boolean looksBack(ClassDescriptor tests) {
		return tests.getTestClass().getSimpleName().equals("AllLogsTests");
	}

}
