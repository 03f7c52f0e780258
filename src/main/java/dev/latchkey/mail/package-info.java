/**
 * Letters to people, and the links in them: an outbox, whose letters are written in the
 * transaction of what they tell of, and sent later by one node, again for a day where the
 * mail server does not take them. Links are made when they are sent, so that no secret
 * waits in the database.
 */
@ApplicationModule(
		allowedDependencies = { "account", "brand", "crypto", "datastore", "factor", "startup", "text", "url" })
@NullMarked
package dev.latchkey.mail;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
