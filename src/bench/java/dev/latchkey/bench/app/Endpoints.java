package dev.latchkey.bench.app;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * What every application here answers: the same few bytes to all clients and to
 * signed-in users, so that the difference is what being signed in costs.
 */
@RestController
public class Endpoints {

	/** For all clients. */
	public static final String OPEN = "/.well-known/open";

	/** For signed-in users. */
	public static final String CLOSED = "/api/closed";

	/** How many bytes of the heap are in use. */
	public static final String HEAP = "/.well-known/heap";

	/** Where the peers sign somebody in. */
	public static final String LOGIN = "/.well-known/login";

	@GetMapping(OPEN)
	String open() {
		return "hello";
	}

	@GetMapping(CLOSED)
	String closed() {
		return "hello";
	}

	@GetMapping(HEAP)
	String heap() {
		MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
		long used = Long.MAX_VALUE;
		for (int i = 0; i < 3; i++) {
			memory.gc();
			used = Math.min(used, memory.getHeapMemoryUsage().getUsed());
		}
		return String.valueOf(used);
	}

}
