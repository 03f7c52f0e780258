package dev.latchkey.key;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

import dev.latchkey.revocation.RevocationView;
import io.jsonwebtoken.security.PublicJwk;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessResourceFailureException;

/**
 * The signing keys as this node knows them. A token may name one that another node made
 * since: then the database is asked, but seldom, however many such tokens arrive.
 */
public class KeyRing {

	private static final long BETWEEN_LOOKS = Duration.ofSeconds(2).toNanos();

	private final SigningKeys stored;

	private final RevocationView view;

	private final Clock clock;

	private final LongSupplier nanoTime;

	private volatile Map<String, SigningKey> byHeader = Map.of();

	private @Nullable Look lastLook;

	KeyRing(SigningKeys stored, RevocationView view, Clock clock, LongSupplier nanoTime) {
		this.stored = stored;
		this.view = view;
		this.clock = clock;
		this.nanoTime = nanoTime;
	}

	/**
	 * Read the keys anew.
	 * @return the keys and whose turn it is
	 */
	public synchronized KeySchedule read() {
		List<SigningKey> keys = this.stored.all();
		this.byHeader = keys.stream().collect(Collectors.toUnmodifiableMap(SigningKey::header, Function.identity()));
		return new KeySchedule(keys, this.clock.instant());
	}

	/**
	 * Return all keys that count.
	 */
	public KeySchedule schedule() {
		return new KeySchedule(
				this.byHeader.values().stream().filter((key) -> !this.view.isRevoked(key.kid())).toList(),
				this.clock.instant());
	}

	/**
	 * Return the key to sign with.
	 * @throws org.springframework.dao.DataAccessException if this node has just heard
	 * that the last key it knows was revoked
	 */
	public SigningKey current() {
		return schedule().current()
			.orElseThrow(() -> new DataAccessResourceFailureException("no signing key is known"));
	}

	/**
	 * Return the key that writes a header.
	 * @param header in base64url
	 * @throws InvalidTokenException if no key of ours does
	 * @throws org.springframework.dao.DataAccessException if that cannot be told
	 */
	public SigningKey keyFor(String header) {
		SigningKey key = this.byHeader.get(header);
		if (key == null && TokenHeader.mightBeOurs(header)) {
			look();
			key = this.byHeader.get(header);
		}
		if (key == null || this.view.isRevoked(key.kid())) {
			throw new InvalidTokenException();
		}
		return key;
	}

	/**
	 * Return what others need to verify our tokens.
	 */
	List<PublicJwk<?>> published() {
		return schedule().keys().stream().<PublicJwk<?>>map(SigningKey::publicPart).filter(Objects::nonNull).toList();
	}

	private synchronized void look() {
		Look last = this.lastLook;
		if (last != null && this.nanoTime.getAsLong() - last.at() < BETWEEN_LOOKS) {
			if (last.failed()) {
				throw new DataAccessResourceFailureException("the signing keys could not be read a moment ago");
			}
			return;
		}
		boolean failed = true;
		try {
			read();
			failed = false;
		}
		finally {
			this.lastLook = new Look(this.nanoTime.getAsLong(), failed);
		}
	}

	private record Look(long at, boolean failed) {
	}

}
