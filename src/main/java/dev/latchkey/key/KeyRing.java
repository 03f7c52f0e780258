package dev.latchkey.key;

import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

import dev.latchkey.key.token.InvalidTokenException;
import dev.latchkey.key.token.TokenType;
import dev.latchkey.revocation.RevocationView;
import io.jsonwebtoken.security.PublicJwk;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessResourceFailureException;

/**
 * The signing keys as this node knows them. A token may name a key that another node has
 * made since: then the keys are read again, but seldom, however many such tokens arrive.
 */
public class KeyRing {

	private static final long BETWEEN_RELOADS = Duration.ofSeconds(2).toNanos();

	// the kinds of which clients bring some back
	private static final Set<TokenType> READ = EnumSet.of(TokenType.ACCESS, TokenType.ID);

	private final SigningKeys stored;

	private final List<KeyPurpose> purposes;

	private final RevocationView view;

	private final Clock clock;

	private final LongSupplier nanoTime;

	private volatile Map<String, SigningKey> byHeader = Map.of();

	private @Nullable Reload lastReload;

	KeyRing(SigningKeys stored, List<KeyLine> lines, RevocationView view, Clock clock, LongSupplier nanoTime) {
		this.stored = stored;
		this.purposes = lines.stream().map(KeyLine::purpose).toList();
		this.view = view;
		this.clock = clock;
		this.nanoTime = nanoTime;
	}

	/**
	 * Read the keys from the database.
	 */
	public synchronized void reload() {
		this.byHeader = this.stored.findAll()
			.stream()
			.filter((key) -> this.purposes.contains(key.purpose()))
			.flatMap((key) -> READ.stream().map((type) -> Map.entry(key.header(type), key)))
			.collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
	}

	/**
	 * Return the keys of each purpose that this node signs for.
	 * @return the keys, and which of them signs
	 */
	public List<KeySchedule> schedules() {
		return this.purposes.stream().map(this::schedule).toList();
	}

	/**
	 * Return the keys of a purpose that this node knows and that are not revoked.
	 * @param purpose what they are for
	 * @return the keys, and which of them signs
	 */
	public KeySchedule schedule(KeyPurpose purpose) {
		return KeySchedule.of(purpose,
				this.byHeader.values().stream().distinct().filter((key) -> !this.view.isRevoked(key.kid())).toList(),
				this.clock.instant());
	}

	/**
	 * Return the key to sign with.
	 * @param purpose what is to be signed
	 * @return the key
	 * @throws org.springframework.dao.DataAccessException if this node has just heard
	 * that the last key it knows was revoked
	 */
	public SigningKey current(KeyPurpose purpose) {
		return schedule(purpose).current()
			.orElseThrow(() -> new DataAccessResourceFailureException("no signing key is known"));
	}

	/**
	 * Return the key that writes a header of access tokens.
	 * @param header the header of a token, in base64url
	 * @return the key
	 * @throws InvalidTokenException if no key of this installation does, or it was
	 * revoked, or is not for access tokens
	 * @throws org.springframework.dao.DataAccessException if the keys cannot be read
	 */
	public SigningKey keyFor(String header) {
		return keyFor(TokenType.ACCESS, EnumSet.of(KeyPurpose.ACCESS), header);
	}

	/**
	 * Return the key that writes a header of tokens of a kind.
	 * @param type what kind of token it is
	 * @param among what the key may be for
	 * @param header the header of a token, in base64url
	 * @return the key
	 * @throws InvalidTokenException if no key of this installation does, or it was
	 * revoked, or is for something else
	 * @throws org.springframework.dao.DataAccessException if the keys cannot be read
	 */
	public SigningKey keyFor(TokenType type, Set<KeyPurpose> among, String header) {
		SigningKey key = this.byHeader.get(header);
		if (key == null && TokenHeader.isWellFormed(type, header)) {
			reloadSeldom();
			key = this.byHeader.get(header);
		}
		if (key == null || !key.header(type).equals(header) || !among.contains(key.purpose())
				|| this.view.isRevoked(key.kid())) {
			throw new InvalidTokenException();
		}
		return key;
	}

	/**
	 * Tell whether a header may be of a key that is gone, as keys are some time after
	 * they were replaced. Any text of its form may be.
	 * @param type what kind of token it is
	 * @param header the header of a token, in base64url
	 * @return whether it has the form, and no key that this node knows writes it
	 */
	public boolean mayBeOfKeyThatIsGone(TokenType type, String header) {
		return TokenHeader.isWellFormed(type, header) && !this.byHeader.containsKey(header);
	}

	/**
	 * Return what applications need to verify tokens.
	 * @throws org.springframework.dao.DataAccessException if the keys have not been read
	 * yet: an empty list would be believed, and kept
	 */
	List<PublicJwk<?>> publicKeys() {
		if (this.byHeader.isEmpty()) {
			throw new DataAccessResourceFailureException("the signing keys have not been read yet");
		}
		return schedules().stream()
			.flatMap((schedule) -> schedule.keys().stream())
			.<PublicJwk<?>>map(SigningKey::publicPart)
			.filter(Objects::nonNull)
			.toList();
	}

	private synchronized void reloadSeldom() {
		Reload last = this.lastReload;
		if (last != null && this.nanoTime.getAsLong() - last.at() < BETWEEN_RELOADS) {
			if (last.failed()) {
				throw new DataAccessResourceFailureException("the signing keys could not be read a moment ago");
			}
			return;
		}
		boolean failed = true;
		try {
			reload();
			failed = false;
		}
		finally {
			this.lastReload = new Reload(this.nanoTime.getAsLong(), failed);
		}
	}

	private record Reload(long at, boolean failed) {
	}

}
