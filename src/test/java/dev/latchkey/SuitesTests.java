package dev.latchkey;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.TestTag;
import org.junit.platform.engine.discovery.ClassNameFilter;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.EngineFilter;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClasspathRoots;

/**
 * Each test runs in one of the two suites, and all of them in the profile {@code full}.
 */
class SuitesTests {

	/** Looks back on all tests of its JVM. */
	private static final String LAST = "dev.latchkey.promise.AllLogsTests";

	@Test
	void holdEachTestOnce() {
		Set<String> ofApplication = methods(suite(ApplicationSuite.class));
		Set<String> ofProcesses = methods(suite(ProcessesSuite.class));
		Set<String> all = methods(everything());
		assertThat(all).hasSizeGreaterThan(1000);
		Set<String> either = new TreeSet<>(ofApplication);
		either.addAll(ofProcesses);
		assertThat(either).containsAll(all);
		ofApplication.retainAll(ofProcesses);
		assertThat(ofApplication).isNotEmpty().allMatch((method) -> method.startsWith(LAST));
	}

	/**
	 * What is left out by default is tagged, and the profile leaves out no tag.
	 */
	@Test
	void areWholeInTheProfileFull() throws IOException {
		Set<String> tags = identifiers(everything()).stream()
			.flatMap((test) -> test.getTags().stream())
			.map(TestTag::getName)
			.collect(Collectors.toCollection(TreeSet::new));
		assertThat(tags).containsExactly("full");
		String pom = Files.readString(Path.of("pom.xml"));
		int profile = pom.indexOf("<id>full</id>");
		assertThat(pom.substring(0, profile)).contains("<excludedGroups>${latchkey.tests.left-out}</excludedGroups>",
				"<latchkey.tests.full>${latchkey.tests.full}</latchkey.tests.full>",
				"<latchkey.tests.left-out>full</latchkey.tests.left-out>");
		assertThat(pom.substring(profile, pom.indexOf("</properties>", profile)))
			.contains("<latchkey.tests.full>true</latchkey.tests.full>", "<latchkey.tests.left-out/>");
	}

	private static Set<String> methods(TestPlan plan) {
		return identifiers(plan).stream()
			.flatMap((test) -> test.getSource().stream())
			.filter(MethodSource.class::isInstance)
			.map(SuitesTests::name)
			.collect(Collectors.toCollection(TreeSet::new));
	}

	private static String name(TestSource source) {
		MethodSource method = (MethodSource) source;
		return method.getClassName() + "#" + method.getMethodName();
	}

	private static Set<TestIdentifier> identifiers(TestPlan plan) {
		return plan.getRoots()
			.stream()
			.flatMap((root) -> plan.getDescendants(root).stream())
			.collect(Collectors.toSet());
	}

	private static TestPlan suite(Class<?> suite) {
		return plan(selectClass(suite), "junit-platform-suite");
	}

	private static TestPlan everything() {
		try {
			Path root = Path.of(SuitesTests.class.getProtectionDomain().getCodeSource().getLocation().toURI());
			return plan(selectClasspathRoots(Set.of(root)).get(0), "junit-jupiter", "jqwik");
		}
		catch (URISyntaxException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static TestPlan plan(DiscoverySelector selector, String... engines) {
		LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
			.selectors(selector)
			.filters(EngineFilter.includeEngines(engines), ClassNameFilter.includeClassNamePatterns(".*"))
			.build();
		return LauncherFactory.create().discover(request);
	}

}
