package dev.latchkey.factor.passkey;

import java.util.List;

import dev.latchkey.account.Account;
import dev.latchkey.crypto.RandomIds;
import dev.latchkey.crypto.Sha256;
import dev.latchkey.url.Issuer;
import tools.jackson.databind.JsonNode;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.CredentialRecord;

/**
 * The passkeys of accounts. What changes something joins the caller's transaction, in
 * which the caller has locked the account.
 */
public class Passkeys {

	/** What clients call this kind of factor. */
	public static final String CODE = "passkey";

	/** How many an account may have. */
	private static final int MOST = 20;

	/** What challenges of new ones are for. */
	private static final String CEREMONY = "registration";

	private final PasskeyRows rows;

	private final PasskeyChallenges challenges;

	private final PasskeyCeremonies ceremonies;

	private final Issuer issuer;

	Passkeys(PasskeyRows rows, PasskeyChallenges challenges, PasskeyCeremonies ceremonies, Issuer issuer) {
		this.rows = rows;
		this.challenges = challenges;
		this.ceremonies = ceremonies;
		this.issuer = issuer;
	}

	/**
	 * Return the passkeys of an account.
	 * @param accountId the account
	 * @return its passkeys, the oldest first
	 */
	public List<Passkey> passkeysOf(String accountId) {
		return this.rows.rowsOf(accountId).stream().map(PasskeyRow::passkey).toList();
	}

	/**
	 * Return what a browser makes a passkey with. Nothing is written.
	 * @param accountId the account that is to have it
	 * @param username its name
	 * @param handle the session that asks, which alone may add it
	 * @return the options, as browsers read them
	 * @throws TooManyPasskeysException if the account has as many as it may have
	 * @throws dev.latchkey.url.UnknownIssuerException if it is not known on which host
	 * people sign in
	 */
	public JsonNode options(String accountId, String username, String handle) {
		RelyingParty host = RelyingParty.of(this.issuer.current());
		List<PasskeyRow> had = had(accountId);
		Bytes challenge = this.challenges.next(CEREMONY, host.origin(), accountId, handle);
		return this.ceremonies
			.write(this.ceremonies.creation(host, new PasskeyOwner(accountId, username), had, challenge));
	}

	/**
	 * Add what a browser made with the options.
	 * @param account the account
	 * @param handle the session that asks
	 * @param name what its owner calls it
	 * @param credential what the browser made
	 * @return the passkey
	 * @throws InvalidPasskeyNameException if it cannot have that name
	 * @throws InvalidPasskeyException if it is not what was asked for, or some account
	 * has it; the caller rolls back
	 * @throws TooManyPasskeysException if the account has as many as it may have
	 */
	public Passkey add(Account account, String handle, String name, JsonNode credential) {
		String canonical = PasskeyNames.canonical(name);
		RelyingParty host = RelyingParty.of(this.issuer.current());
		List<PasskeyRow> had = had(account.id());
		BrowserCredential made = read(credential);
		if (made.isFramed() || !this.challenges.isGood(made.challenge(), CEREMONY, host.origin(), account.id(), handle)
				|| !this.rows.use(Sha256.base64Url(made.challenge().toBase64UrlString()))) {
			throw new InvalidPasskeyException();
		}
		CredentialRecord verified = verify(host, account, had, made);
		String id = RandomIds.next();
		try {
			this.rows.insert(id, account.id(), canonical, verified, made.attestationObject());
		}
		catch (DuplicateKeyException ex) {
			throw new InvalidPasskeyException();
		}
		return get(account.id(), id);
	}

	/**
	 * Rename a passkey.
	 * @param accountId whose it is
	 * @param id its public name
	 * @param name what its owner calls it from now on
	 * @return the passkey
	 * @throws UnknownPasskeyException if the account has no such passkey
	 * @throws InvalidPasskeyNameException if it cannot have that name
	 */
	public Passkey rename(String accountId, String id, String name) {
		String canonical = PasskeyNames.canonical(name);
		if (!this.rows.rename(accountId, id, canonical)) {
			throw new UnknownPasskeyException();
		}
		return get(accountId, id);
	}

	/**
	 * Remove a passkey.
	 * @param accountId whose it is
	 * @param id its public name
	 * @throws UnknownPasskeyException if the account has no such passkey
	 */
	public void remove(String accountId, String id) {
		if (!this.rows.delete(accountId, id)) {
			throw new UnknownPasskeyException();
		}
	}

	private Passkey get(String accountId, String id) {
		return passkeysOf(accountId).stream()
			.filter((passkey) -> passkey.id().equals(id))
			.findFirst()
			.orElseThrow(UnknownPasskeyException::new);
	}

	private List<PasskeyRow> had(String accountId) {
		List<PasskeyRow> had = this.rows.rowsOf(accountId);
		if (had.size() >= MOST) {
			throw new TooManyPasskeysException();
		}
		return had;
	}

	private static BrowserCredential read(JsonNode credential) {
		try {
			return new BrowserCredential(credential);
		}
		catch (RuntimeException ex) {
			// of Jackson, of base64, of an assertion: there is no end of their kinds
			throw new InvalidPasskeyException();
		}
	}

	private CredentialRecord verify(RelyingParty host, Account account, List<PasskeyRow> had, BrowserCredential made) {
		try {
			return this.ceremonies.register(host, new PasskeyOwner(account.id(), account.username()), had,
					made.challenge(), made.asNew());
		}
		catch (RuntimeException ex) {
			// as above: all that is verified here is what the client sent
			throw new InvalidPasskeyException();
		}
	}

}
