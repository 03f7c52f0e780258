package dev.latchkey.key;

import org.jspecify.annotations.Nullable;

/**
 * The keys of one purpose that follow each other: this node makes them, lets them take
 * turns, publishes and revokes them. Keys of a purpose without a line, which the other
 * mode has left behind, stay as they are.
 *
 * @param purpose what they are for
 * @param algorithm how the next of them signs
 * @param configured the key in the settings, or {@code null} where Latchkey makes all
 */
record KeyLine(KeyPurpose purpose, SigningAlgorithm algorithm, @Nullable ConfiguredKey configured) {

}
