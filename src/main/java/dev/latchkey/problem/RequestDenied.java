package dev.latchkey.problem;

/**
 * A request was answered with 403.
 *
 * @param slug which error it was
 * @param forged whether another site may have made the browser send it
 * @param method the request's method
 * @param path its path, without a query
 */
public record RequestDenied(String slug, boolean forged, String method, String path) {
}
