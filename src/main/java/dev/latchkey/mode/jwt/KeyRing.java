package dev.latchkey.mode.jwt;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

import dev.latchkey.mode.InvalidCredential;
import io.jsonwebtoken.security.PublicJwk;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessResourceFailureException;

/**
 * The signing keys as this node knows them. A token may name one that another node made
 * since: then the database is asked, but seldom, however many such tokens arrive.
 */
class KeyRing {

	private static final long BETWEEN_LOOKS = Duration.ofSeconds(2).toNanos();

	private final SigningKeys stored;

	private final SigningAlgorithm algorithm;

	private final Clock clock;

	private final LongSupplier nanoTime;

	private volatile Map<String, SigningKey> byHeader = Map.of();

	private @Nullable Look lastLook;

	KeyRing(SigningKeys stored, SigningAlgorithm algorithm, Clock clock, LongSupplier nanoTime) {
		this.stored = stored;
		this.algorithm = algorithm;
		this.clock = clock;
		this.nanoTime = nanoTime;
	}

	/**
	 * Read the keys, and make the first one where there is none.
	 */
	void start() {
		read();
		if (ofPresentAlgorithm().isEmpty()) {
			// if another node is quicker, its key is the one
			this.stored.add(SigningKey.generate(this.algorithm, 1, this.clock.instant()), this.clock.instant());
			read();
		}
	}

	/**
	 * Return the key to sign with: the newest whose time has come.
	 */
	SigningKey current() {
		Instant now = this.clock.instant();
		Comparator<SigningKey> byAge = Comparator.comparing(SigningKey::ordinal);
		List<SigningKey> keys = ofPresentAlgorithm();
		return keys.stream()
			.filter((key) -> !key.signsFrom().isAfter(now))
			.max(byAge)
			// made just now, by a node whose clock is ahead
			.or(() -> keys.stream().min(byAge))
			.orElseThrow(() -> new IllegalStateException("no signing key has been read"));
	}

	/**
	 * Return the key that writes a header.
	 * @param header in base64url
	 * @throws InvalidCredential if no key of ours does
	 * @throws org.springframework.dao.DataAccessException if that cannot be told
	 */
	SigningKey of(String header) {
		SigningKey key = this.byHeader.get(header);
		if (key == null && TokenHeader.mightBeOurs(header)) {
			look();
			key = this.byHeader.get(header);
		}
		if (key == null) {
			throw new InvalidCredential();
		}
		return key;
	}

	/**
	 * Return what others need to verify our tokens.
	 */
	List<PublicJwk<?>> published() {
		return this.byHeader.values()
			.stream()
			.sorted(Comparator.comparing(SigningKey::signsFrom).reversed())
			.<PublicJwk<?>>map(SigningKey::publicPart)
			.filter(Objects::nonNull)
			.toList();
	}

	private List<SigningKey> ofPresentAlgorithm() {
		return this.byHeader.values().stream().filter((key) -> key.algorithm() == this.algorithm).toList();
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

	private void read() {
		this.byHeader = this.stored.all()
			.stream()
			.collect(Collectors.toUnmodifiableMap(SigningKey::header, Function.identity()));
	}

	private record Look(long at, boolean failed) {
	}

}
