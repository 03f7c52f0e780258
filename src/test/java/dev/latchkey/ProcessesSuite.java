package dev.latchkey;

import org.junit.platform.suite.api.SelectClasses;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/**
 * One half of all tests, in a JVM of its own: those with processes around the
 * application, such as browsers, proxies and more nodes. They wait more than they
 * compute, and run beside {@link ApplicationSuite}.
 */
@Suite
@SelectPackages({ ProcessesSuite.BROWSER, ProcessesSuite.CLUSTER, ProcessesSuite.EMBEDDED, ProcessesSuite.PROXY,
		"com.example" })
@SelectClasses(names = "dev.latchkey.promise.AllLogsTests")
class ProcessesSuite {

	static final String BROWSER = "dev.latchkey.browser";

	static final String CLUSTER = "dev.latchkey.cluster";

	static final String EMBEDDED = "dev.latchkey.embedded";

	static final String PROXY = "dev.latchkey.proxy";

}
