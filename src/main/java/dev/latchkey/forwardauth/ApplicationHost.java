package dev.latchkey.forwardauth;

import dev.latchkey.application.Application;

/**
 * A host of an application, as a client asked for it.
 *
 * @param application the application
 * @param host the host in its one form
 * @param scheme {@code http} or {@code https}
 */
record ApplicationHost(Application application, String host, String scheme) {
}
