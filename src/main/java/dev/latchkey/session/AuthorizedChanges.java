package dev.latchkey.session;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;

import dev.latchkey.account.Accounts;
import dev.latchkey.revocation.Revocation;
import dev.latchkey.revocation.Revocations;

import org.springframework.transaction.support.TransactionOperations;

/**
 * The one place that checks the authority for a change, both for changes that end nothing
 * and for those of {@link Endings}. It asks twice: before the change, and when the log is
 * locked, which it then stays until the commit. An ending takes the same lock, so a
 * change is either committed before an ending takes its number, or finds that number and
 * is rolled back. After an ending has returned, no session that it ended changes
 * anything, however slowly its request arrived.
 * <p>
 * The second question costs a statement only where some ending came between. The log is
 * locked last: a transaction that holds it must not wait for a row.
 */
public class AuthorizedChanges {

	private final Accounts accounts;

	private final Revocations revocations;

	private final TransactionOperations transaction;

	AuthorizedChanges(Accounts accounts, Revocations revocations, TransactionOperations transaction) {
		this.accounts = accounts;
		this.revocations = revocations;
		this.transaction = transaction;
	}

	/**
	 * Make a change that ends nothing.
	 * @param <T> what it makes
	 * @param authority on whose authority
	 * @param change the change, by what its author may do
	 * @return what it made
	 * @throws SessionEndedException if the session that asks for it has ended
	 */
	public <T> T make(ChangeAuthority authority, PermittedChange<T> change) {
		return this.transaction.execute((status) -> ask(authority, change, (made) -> this.revocations.lock()));
	}

	/**
	 * Make a change that grants permissions and ends nothing. All roles and permissions
	 * stay as they are until it is committed.
	 * @param <T> what it makes
	 * @param authority on whose authority
	 * @param change the change, by what its author may do
	 * @return what it made
	 * @throws SessionEndedException if the session that asks for it has ended
	 */
	public <T> T grant(ChangeAuthority authority, PermittedChange<T> change) {
		return this.transaction.execute((status) -> {
			this.accounts.lockRoles();
			return ask(authority, change, (made) -> this.revocations.lock());
		});
	}

	/**
	 * Make a change that is a revocation itself.
	 * @param authority on whose authority
	 * @param change the change, by what its author may do
	 * @return what it wrote to the log
	 * @throws SessionEndedException if the session that asks for it has ended
	 */
	public Revocation revoke(ChangeAuthority authority, PermittedChange<Revocation> change) {
		return this.transaction.execute((status) -> ask(authority, change, (written) -> lockedAt(List.of(written))));
	}

	/**
	 * Make a change outside the database, which no transaction could take back. Whether
	 * and what to change is decided while the log is locked. The change itself follows on
	 * the commit, because it may wait for another server, and no ending may wait for
	 * that. So it has to be one that does no harm a moment after an ending of its author.
	 * @param <T> what is to be changed
	 * @param authority on whose authority
	 * @param decision says what is to be changed, by what its author may do
	 * @param change the change
	 * @throws SessionEndedException if the session that asks for it has ended
	 */
	public <T> void makeElsewhere(ChangeAuthority authority, PermittedChange<T> decision, Consumer<T> change) {
		T decided = this.transaction.execute((status) -> decision
			.apply(ask(authority, (permissions) -> permissions, (permissions) -> this.revocations.lock())));
		change.accept(decided);
	}

	/**
	 * Make a change that may end sessions, in the caller's transaction.
	 */
	EndedRows makeAndEnd(ChangeAuthority authority, PermittedChange<EndedRows> change) {
		return ask(authority, change, (ended) -> lockedAt(ended.revocations()));
	}

	private static <T> T ask(ChangeAuthority authority, PermittedChange<T> change, ToLongFunction<T> lock) {
		ChangeRights rights = authority.require();
		T made = change.apply(rights.permissions());
		authority.requireStill(rights, lock.applyAsLong(made));
		return made;
	}

	/**
	 * Return the log's newest number, not counting the endings of the change itself. Its
	 * own numbers follow on that one, since it has held the lock from the first of them.
	 */
	private long lockedAt(List<Revocation> own) {
		return own.isEmpty() ? this.revocations.lock() : own.get(0).seq() - 1;
	}

}
