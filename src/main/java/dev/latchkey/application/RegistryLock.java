package dev.latchkey.application;

/**
 * Serializes changes of the registry across all nodes, so that a change meets the
 * registry that it was checked against.
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
