/**
 * Brings users along from other systems, and takes them to others: the import and the
 * export of accounts, line by line, as CSV or as JSON lines.
 */
@ApplicationModule(allowedDependencies = { "account", "account::username", "datastore", "password", "problem",
		"revocation", "role", "session", "text" })
@NullMarked
package dev.latchkey.transfer;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
