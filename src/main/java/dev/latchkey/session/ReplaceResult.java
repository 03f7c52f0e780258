package dev.latchkey.session;

/**
 * A session that took another's place.
 *
 * @param <T> what is issued
 * @param issued the new credentials
 * @param ending what the ending of the old one has done
 */
public record ReplaceResult<T>(T issued, EndResult ending) {
}
