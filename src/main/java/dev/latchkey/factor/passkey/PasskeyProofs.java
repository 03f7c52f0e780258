package dev.latchkey.factor.passkey;

import com.webauthn4j.verifier.exception.MaliciousCounterValueException;
import dev.latchkey.crypto.Sha256;
import dev.latchkey.factor.passkey.PasskeyRefusedException.Reason;
import dev.latchkey.url.Issuer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Proves by a passkey who a person is: the passkey is what the person has, and it has
 * verified the person, so that it counts as two factors.
 */
public class PasskeyProofs {

	/** What its challenges are for. */
	private static final String CEREMONY = "proof";

	/** Stands for a counter that is lower than any that was seen. */
	private static final long LOWEST = -1;

	private final PasskeyRows rows;

	private final PasskeyChallenges challenges;

	private final PasskeyCeremonies ceremonies;

	private final Issuer issuer;

	private final TransactionOperations transaction;

	PasskeyProofs(PasskeyRows rows, PasskeyChallenges challenges, PasskeyCeremonies ceremonies, Issuer issuer,
			TransactionOperations transaction) {
		this.transaction = transaction;
		this.rows = rows;
		this.challenges = challenges;
		this.ceremonies = ceremonies;
		this.issuer = issuer;
	}

	/**
	 * Return what a browser asks the person's authenticator with. Nothing is written.
	 * @return the options, as browsers read them
	 * @throws dev.latchkey.url.UnknownIssuerException if it is not known on which host
	 * people sign in
	 */
	public JsonNode options() {
		RelyingParty host = RelyingParty.of(this.issuer.current());
		return this.ceremonies.write(this.ceremonies.request(host, this.challenges.next(CEREMONY, host.origin())));
	}

	/**
	 * Return what names a passkey that claims to prove something, before anything of it
	 * is verified or looked up.
	 * @param credential what the browser made
	 * @return a hash of the name, or of nothing where it has none
	 */
	public static String nameOf(JsonNode credential) {
		return Sha256.base64Url(credential.path("rawId").asString(""));
	}

	/**
	 * Check what a browser made with the options. The caller has read the revocation
	 * log's number before. Nothing is written: see {@link #use}.
	 * @param credential what the browser made
	 * @return what it proves
	 * @throws PasskeyRefusedException if it proves nothing
	 * @throws dev.latchkey.url.UnknownIssuerException if it is not known on which host
	 * people sign in
	 * @throws org.springframework.dao.DataAccessException if it cannot be looked up
	 */
	public PasskeyAssertion check(JsonNode credential) {
		RelyingParty host = RelyingParty.of(this.issuer.current());
		BrowserCredential shown = read(credential);
		Bytes challenge = shown.challenge();
		if (!this.challenges.isGood(challenge, CEREMONY, host.origin())) {
			throw new PasskeyRefusedException(Reason.CHALLENGE, null);
		}
		PasskeyRow row = this.rows.find(shown.rawId())
			.orElseThrow(() -> new PasskeyRefusedException(Reason.UNKNOWN, null));
		String challengeHash = Sha256.base64Url(challenge.toBase64UrlString());
		long signCount = verify(host, row, challenge, shown);
		if (signCount <= row.signCount() && (signCount != 0 || row.signCount() != 0)) {
			// what was sent twice is no copy of the passkey
			throw new PasskeyRefusedException(this.rows.isUsed(challengeHash) ? Reason.CHALLENGE : Reason.COUNTER,
					row.accountId());
		}
		return new PasskeyAssertion(row.accountId(), row.passkey().id(), challengeHash, signCount);
	}

	/**
	 * Use an assertion up, in the transaction that does what it is for, and in which the
	 * caller has locked the account.
	 * @param assertion what was checked
	 * @throws PasskeyRefusedException if it was used before, or if its counter is not
	 * higher any more, or its passkey is gone
	 */
	public void use(PasskeyAssertion assertion) {
		if (!this.rows.use(assertion.challengeHash())) {
			throw new PasskeyRefusedException(Reason.CHALLENGE, assertion.accountId());
		}
		if (!this.rows.advance(assertion.passkeyId(), assertion.signCount())) {
			throw new PasskeyRefusedException(
					this.rows.isThere(assertion.passkeyId()) ? Reason.COUNTER : Reason.UNKNOWN, assertion.accountId());
		}
	}

	/**
	 * Use an assertion up, for what follows in another transaction and may fail: then it
	 * takes another assertion.
	 * @param assertion what was checked
	 * @throws PasskeyRefusedException as {@link #use} does
	 */
	public void useUp(PasskeyAssertion assertion) {
		this.transaction.executeWithoutResult((status) -> use(assertion));
	}

	private static BrowserCredential read(JsonNode credential) {
		try {
			return new BrowserCredential(credential);
		}
		catch (RuntimeException ex) {
			// of Jackson, of base64, of an assertion: there is no end of their kinds
			throw new PasskeyRefusedException(Reason.MALFORMED, null);
		}
	}

	private long verify(RelyingParty host, PasskeyRow row, Bytes challenge, BrowserCredential shown) {
		try {
			@Nullable Bytes owner = shown.userHandle();
			if (!shown.isFramed() && (owner == null || owner.equals(PasskeyOwner.handleOf(row.accountId())))) {
				return this.ceremonies.authenticate(host, row, challenge, shown.asProof());
			}
		}
		catch (MaliciousCounterValueException ex) {
			// the signature was right; the counter is lower than at the registration
			return LOWEST;
		}
		catch (RuntimeException ex) {
			// as above: all that is verified here is what the client sent
			throw new PasskeyRefusedException(Reason.WRONG, row.accountId());
		}
		throw new PasskeyRefusedException(Reason.WRONG, row.accountId());
	}

}
