package dev.latchkey.embedded;

import java.util.List;

/**
 * The real server processes.
 */
final class RedisProcesses {

	private RedisProcesses() {
	}

	static List<ProcessHandle> below(ProcessHandle parent) {
		return parent.descendants()
			.filter((process) -> process.info().command().orElse("").contains("redis-server")
					|| process.info().command().orElse("").contains("redis-check"))
			.toList();
	}

}
