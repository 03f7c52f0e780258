package dev.latchkey.brand;

import org.jspecify.annotations.Nullable;

/**
 * How this installation shows itself. The templates know the bean as {@code brand}.
 *
 * @param name the name, of visible characters and single spaces
 * @param logo the logo, or {@code null} for Latchkey's own
 * @param accent the colour, or {@code null} for Latchkey's own
 */
public record Brand(String name, @Nullable BrandLogo logo, @Nullable AccentColours accent) {

}
