package dev.latchkey.admin.application;

import dev.latchkey.application.Application;

/**
 * An application that an administrator has changed.
 *
 * @param application the application as it is now
 * @param complete whether every live node has confirmed the end of what it has lost by
 * that, which is also the case where it has lost nothing
 */
record ChangedApplication(Application application, boolean complete) {
}
