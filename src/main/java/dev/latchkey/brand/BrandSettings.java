package dev.latchkey.brand;

import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What pages and mail show of the installation.
 *
 * @param name the name in titles, at the head of pages and in mail: 1 to 40 characters
 * @param logo a file with the logo, an SVG, PNG, JPEG or WebP of at most 256 KB;
 * {@code null} for Latchkey's own
 * @param accent the colour of links and buttons, such as {@code #0b6e5f}. It is made
 * darker or lighter as far as that is needed to read it; {@code null} for Latchkey's own
 */
@ConfigurationProperties("latchkey.web.brand")
record BrandSettings(@DefaultValue("Latchkey") String name, @Nullable Path logo, @Nullable String accent) {
}
