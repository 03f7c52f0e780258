package dev.latchkey;

import org.junit.platform.suite.api.ExcludePackages;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/**
 * The other half of all tests: all that {@link ProcessesSuite} leaves.
 */
@Suite
@SelectPackages("dev.latchkey")
@ExcludePackages({ ProcessesSuite.BROWSER, ProcessesSuite.CLUSTER, ProcessesSuite.CONTRACT, ProcessesSuite.EMBEDDED,
		ProcessesSuite.MAIL, ProcessesSuite.PROXY })
class ApplicationSuite {

}
