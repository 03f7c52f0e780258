package dev.latchkey.forwardauth;

import java.time.Duration;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.latchkey.application.Application;
import dev.latchkey.session.Session;

/**
 * Tells the first entry of a session into an application from those that follow, so that
 * a client that enters in a loop does not fill the log of events.
 */
class FirstEntries {

	private static final int MOST = 10_000;

	private static final Duration REMEMBERED_FOR = Duration.ofHours(1);

	private final Cache<Entry, Boolean> seen = Caffeine.newBuilder()
		.maximumSize(MOST)
		.expireAfterWrite(REMEMBERED_FOR)
		.build();

	/**
	 * Return whether an entry is the first in an hour, as far as this node knows.
	 */
	boolean isFirst(Session session, Application application) {
		return this.seen.asMap().putIfAbsent(new Entry(session.handle(), application.id()), true) == null;
	}

	private record Entry(String handle, String applicationId) {
	}

}
