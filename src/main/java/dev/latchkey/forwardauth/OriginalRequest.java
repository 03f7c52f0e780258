package dev.latchkey.forwardauth;

/**
 * The request that a proxy asks about.
 *
 * @param scheme {@code http} or {@code https}
 * @param host the host that the client asked for, in its one form
 * @param path the path with its query, or the root where that is not known
 * @param navigation whether a person goes to a page by it
 */
record OriginalRequest(String scheme, String host, String path, boolean navigation) {
}
