package dev.latchkey.application;

/**
 * Lets one change of the registry follow another, on all nodes, so that what a change was
 * checked against is what it meets.
 */
class RegistryLock {

	private final ApplicationRows rows;

	private final ApplicationDirectory directory;

	RegistryLock(ApplicationRows rows, ApplicationDirectory directory) {
		this.rows = rows;
		this.directory = directory;
	}

	/**
	 * Hold all other changes off until the caller's transaction ends, and let all nodes
	 * read the applications again after it.
	 * @return the applications as they are now
	 */
	ApplicationRegistry lock() {
		this.rows.countChange();
		this.directory.refreshAfterCommit();
		return new ApplicationRegistry(this.rows.all());
	}

}
