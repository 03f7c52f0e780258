package dev.latchkey.key.token;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what verified tokens say, under their whole text and until they expire, because a
 * signature costs more than all the rest of a request.
 *
 * @param <T> what a token says
 */
public final class TokenCache<T> {

	private final Cache<String, Verified<T>> verified;

	/**
	 * Create an empty cache.
	 * @param characters how long the texts may be together
	 * @param end until when a token is kept
	 * @param clock the clock that tells when that is
	 */
	public TokenCache(long characters, Function<T, Instant> end, Clock clock) {
		this.verified = Caffeine.newBuilder()
			.maximumWeight(characters)
			// waking another thread for it costs more than doing it
			.executor(Runnable::run)
			.weigher((String text, Verified<T> token) -> text.length())
			.ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
			.expireAfter(Expiry.creating((String text, Verified<T> token) -> {
				Duration left = Duration.between(clock.instant(), end.apply(token.content()));
				return left.isNegative() ? Duration.ZERO : left;
			}))
			.build();
	}

	/**
	 * Find a token that was verified. The caller checks that its key is still there.
	 * @param text the whole token
	 * @return what is kept of it, or {@code null}
	 */
	public @Nullable Verified<T> find(String text) {
		return this.verified.getIfPresent(text);
	}

	/**
	 * Keep a token that was verified.
	 * @param text the whole token
	 * @param header its header, which names the key that signed it
	 * @param content what it says
	 */
	public void keep(String text, String header, T content) {
		this.verified.put(text, new Verified<>(header, content));
	}

	/**
	 * What is kept of a token.
	 *
	 * @param <T> what it says
	 * @param header its header, which names the key that signed it
	 * @param content what it says
	 */
	public record Verified<T>(String header, T content) {

	}

}
