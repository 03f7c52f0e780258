package dev.latchkey;

import org.junit.platform.suite.api.SelectClasses;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/**
 * One half of all tests, in a JVM of its own: those with processes around the
 * application, such as browsers, proxies and more nodes; and the HTTP contract and mail,
 * so that it takes as long as {@link ApplicationSuite}, which runs beside it.
 */
@Suite
@SelectPackages({ ProcessesSuite.BROWSER, ProcessesSuite.CLUSTER, ProcessesSuite.CONTRACT, ProcessesSuite.EMBEDDED,
		ProcessesSuite.MAIL, ProcessesSuite.PROXY, "com.example" })
@SelectClasses(names = "dev.latchkey.promise.AllLogsTests")
class ProcessesSuite {

	static final String BROWSER = "dev.latchkey.browser";

	static final String CLUSTER = "dev.latchkey.cluster";

	static final String CONTRACT = "dev.latchkey.contract";

	static final String EMBEDDED = "dev.latchkey.embedded";

	static final String MAIL = "dev.latchkey.mail";

	static final String PROXY = "dev.latchkey.proxy";

}
