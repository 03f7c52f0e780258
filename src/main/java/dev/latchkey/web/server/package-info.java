/**
 * How the web server treats slow clients: no thread waits for one. Bodies are read before
 * anything else of a request is looked at, and what a network may keep waiting is
 * bounded. The rest of the application sees a request only when its body is complete.
 */
@NullMarked
package dev.latchkey.web.server;

import org.jspecify.annotations.NullMarked;
