package dev.latchkey.audit;

import java.time.Duration;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.latchkey.throttle.AuthenticationAttempt.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Names of accounts and applications that an attempt on this node has lately shown to
 * exist. So an attempt that is turned away, for which nothing is looked up, can still be
 * told from one with a made-up name.
 */
class ExistingNames {

	private static final int MOST = 10_000;

	// longer than until a used up budget lets the next attempt through
	private static final Duration LATELY = Duration.ofHours(3);

	private final Cache<String, Boolean> names = Caffeine.newBuilder()
		.maximumSize(MOST)
		.expireAfterWrite(LATELY)
		.build();

	/**
	 * Remember a name.
	 * @param kind what it is a name of
	 * @param name the name, or {@code null} for none
	 */
	void add(Kind kind, @Nullable String name) {
		if (name != null) {
			this.names.put(key(kind, name), true);
		}
	}

	/**
	 * Forget a name, because what it named was deleted.
	 */
	void remove(Kind kind, String name) {
		this.names.invalidate(key(kind, name));
	}

	/**
	 * Tell whether a name is known to exist.
	 */
	boolean has(Kind kind, String name) {
		return this.names.getIfPresent(key(kind, name)) != null;
	}

	private static String key(Kind kind, String name) {
		return ((kind == Kind.CLIENT) ? "client:" : "user:") + name;
	}

}
