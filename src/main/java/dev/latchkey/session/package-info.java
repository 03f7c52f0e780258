/**
 * The directory of sessions, in either mode: the one gate that opens them, and the one
 * place that ends them.
 */
@ApplicationModule(
		allowedDependencies = { "account", "account::username", "crypto", "datastore", "factor", "revocation", "text" })
@NullMarked
package dev.latchkey.session;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
