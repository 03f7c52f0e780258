/**
 * How "ended" becomes true everywhere: the durable log of revocations, and each node's
 * view of it. The log is the truth; the view is what a request is checked against.
 * <p>
 * Why nothing succeeds with what was ended, on any node, once the ending was answered:
 * <ol>
 * <li>A row's number is taken under a lock that is held until the commit. So numbers have
 * no gaps and are in the order of commits, and a read that returns number <i>n</i>
 * returns all before it. A node that says "applied <i>n</i>" has applied all of them.
 * <li>A node reads its monotonic clock, then commits its lease, then reads the log; it
 * answers from its view until the lease's length after that reading of the clock. The
 * lease in the database began later, so the node stops first.
 * <li>A node that ends something commits row <i>n</i>, and reads the leases afterwards.
 * Take any node that still answers from its view. If the pull that lets it do so
 * committed its lease before the leases were read, the first node finds it among them,
 * and waits until it has applied <i>n</i> or that lease is over. If it committed the
 * lease later, then it read the log later still, after <i>n</i> was committed, and found
 * it there.
 * <li>A later renewal of a lease does not get around this: it is followed by a read of
 * the log that finds <i>n</i>, and only when that read is done may the node answer for
 * longer.
 * <li>A credential that is issued after <i>n</i> for a login that began before it carries
 * an older epoch, and every view that has applied <i>n</i> refuses it.
 * </ol>
 * The argument takes for granted that clocks of the database and of the nodes run equally
 * fast over ten seconds, and that the database keeps what it has acknowledged. Where the
 * database's clock was set back, a lease that was written before reaches too far, and is
 * shortened to its length from now, which is no shorter than it is for its node. Where it
 * was rewound all the same, a node finds another row in the place of the last one that it
 * had applied, and ends all sessions.
 * <p>
 * What it keeps in Redis, as commands. The deny-list, where an entry lives as long as its
 * row in the log, so an hour longer than anything that it ends; a signing key that was
 * revoked and a grant of an application that has ended are listed by their id, where a
 * session has its handle:
 *
 * <pre>
 * SET latchkey:denied:{handle} {seq}
 * PEXPIRE latchkey:denied:{handle} {millis}
 * SET latchkey:cutoff:{account} {seq}
 * PEXPIRE latchkey:cutoff:{account} {millis}
 * SET latchkey:cutoff {seq}
 * PEXPIRE latchkey:cutoff {millis}
 * SET latchkey:cutoff:application:{client} {seq}
 * PEXPIRE latchkey:cutoff:application:{client} {millis}
 * SET latchkey:revocations:head {seq}
 * </pre>
 *
 * While one node writes the list again, because the head is gone. It raises the head at
 * the end, and takes that back where it finds that its claim is lost:
 *
 * <pre>
 * SET latchkey:revocations:writer {claim} EX 30 NX
 * PEXPIRE latchkey:revocations:writer {millis}
 * DEL latchkey:revocations:writer
 * </pre>
 *
 * The channel, on which nodes tell each other what has ended and what they have applied.
 * Each message ends with its MAC, and one without is dropped:
 *
 * <pre>
 * SUBSCRIBE latchkey:revocations:{installation}
 * PUBLISH latchkey:revocations:{installation} "ended {node} {row} {mac}"
 * PUBLISH latchkey:revocations:{installation} "applied {node} {seq} {mac}"
 * </pre>
 */
@ApplicationModule(allowedDependencies = { "crypto", "datastore", "text" })
@NullMarked
package dev.latchkey.revocation;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
