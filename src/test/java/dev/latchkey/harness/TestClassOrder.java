package dev.latchkey.harness;

import java.util.Comparator;

import org.junit.jupiter.api.ClassDescriptor;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.ClassOrdererContext;

/**
 * Leaves the order of the tests as it is, but for those that need the process to
 * themselves and the one that looks back on all others. The tests of the embedded servers
 * count this process's children and read all of its output, so they come before the first
 * application that is kept for several classes.
 */
public class TestClassOrder implements ClassOrderer {

	@Override
	public void orderClasses(ClassOrdererContext context) {
		context.getClassDescriptors().sort(Comparator.comparingInt(TestClassOrder::place));
	}

	private static int place(ClassDescriptor tests) {
		if (tests.getTestClass().getPackageName().startsWith("dev.latchkey.embedded")) {
			return 0;
		}
		return tests.getTestClass().getSimpleName().equals("AllLogsTests") ? 2 : 1;
	}

}
