package dev.latchkey.revocation;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import dev.latchkey.datastore.TimeColumns;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Which nodes may answer from their view, by the database's clock. A node commits its
 * lease before it reads the log, and a node that revokes commits before it reads the
 * leases: so either the first sees the revocation, or the second waits for it.
 */
class NodeLeases {

	private static final String A_LEASE_FROM_NOW = "current_timestamp + lease_millis * interval '0.001' second";

	private final JdbcClient jdbc;

	NodeLeases(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * Renew a node's lease, or begin it.
	 */
	void renew(String node, long applied, Duration lease) {
		int renewed = this.jdbc.sql("""
				update node set applied_seq = :applied, lease_millis = :millis,
					lease_until = current_timestamp + cast(:millis as integer) * interval '0.001' second
				where id = :node
				""").param("applied", applied).param("millis", lease.toMillis()).param("node", node).update();
		if (renewed == 0) {
			this.jdbc.sql("""
					insert into node (id, applied_seq, lease_millis, lease_until)
					values (:node, :applied, :millis,
						current_timestamp + cast(:millis as integer) * interval '0.001' second)
					""").param("applied", applied).param("millis", lease.toMillis()).param("node", node).update();
		}
	}

	/**
	 * Shorten leases that reach further than their length. They were written while the
	 * database's clock was ahead, maybe by days, and their nodes may have died since.
	 * When such a node renewed its lease is not known, but it was before now: so it
	 * answers from its view for one lease from now, and no longer. A lease that is
	 * renewed meanwhile is left alone.
	 */
	void shorten() {
		this.jdbc.sql("select id, lease_until from node where lease_until > " + A_LEASE_FROM_NOW)
			.query((row, number) -> Map.entry(row.getString("id"), TimeColumns.instant(row, "lease_until")))
			.list()
			.forEach((node) -> this.jdbc
				.sql("update node set lease_until = " + A_LEASE_FROM_NOW + " where id = ? and lease_until = ?")
				.params(node.getKey(), TimeColumns.utc(node.getValue()))
				.update());
	}

	/**
	 * Record the number that a node has applied, and leave its lease as it is.
	 */
	void acknowledge(String node, long applied) {
		this.jdbc.sql("update node set applied_seq = ? where id = ?").params(applied, node).update();
	}

	/**
	 * Give a lease up: the node does not answer from its view any more.
	 */
	void giveUp(String node) {
		this.jdbc.sql("delete from node where id = ?").param(node).update();
	}

	/**
	 * Return the nodes whose lease has not expired, with the number that each has
	 * applied.
	 */
	Map<String, Long> live() {
		return this.jdbc.sql("select id, applied_seq from node where lease_until > current_timestamp")
			.query((row, number) -> Map.entry(row.getString("id"), row.getLong("applied_seq")))
			.list()
			.stream()
			.collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
	}

	/**
	 * Return the names of the nodes whose lease has not expired.
	 */
	Set<String> liveNames() {
		return Set.copyOf(
				this.jdbc.sql("select id from node where lease_until > current_timestamp").query(String.class).list());
	}

	/**
	 * Delete nodes whose lease expired an hour ago.
	 */
	void purge() {
		this.jdbc.sql("delete from node where lease_until < current_timestamp - interval '1' hour").update();
	}

}
