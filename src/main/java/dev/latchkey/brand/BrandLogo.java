package dev.latchkey.brand;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

import dev.latchkey.startup.StartupException;
import org.jspecify.annotations.Nullable;

/**
 * A logo from a file that the installation names. The type is told by what the file
 * contains, never by its name.
 */
public final class BrandLogo {

	private static final String PROPERTY = "latchkey.web.brand.logo";

	/** In bytes. */
	private static final int LARGEST = 256 * 1024;

	private static final int HEAD = 1024;

	private final byte[] content;

	private final String type;

	private BrandLogo(byte[] content, String type) {
		this.content = content;
		this.type = type;
	}

	static BrandLogo read(Path file) {
		byte[] content;
		try {
			if (Files.size(file) > LARGEST) {
				throw refused("is larger than 256 KB", null);
			}
			content = Files.readAllBytes(file);
		}
		catch (IOException ex) {
			throw refused("names a file that cannot be read", ex);
		}
		return new BrandLogo(content, type(content));
	}

	private static String type(byte[] content) {
		String head = new String(content, 0, Math.min(content.length, HEAD), StandardCharsets.ISO_8859_1);
		if (head.startsWith("\u0089PNG\r\n\u001a\n")) {
			return "image/png";
		}
		if (head.startsWith("\u00ff\u00d8\u00ff")) {
			return "image/jpeg";
		}
		if (head.startsWith("RIFF") && head.startsWith("WEBP", "RIFFsize".length())) {
			return "image/webp";
		}
		if (head.toLowerCase(Locale.ROOT).contains("<svg")) {
			return "image/svg+xml";
		}
		throw refused("is neither an SVG nor a PNG, a JPEG or a WebP", null);
	}

	private static StartupException refused(String fault, @Nullable Throwable cause) {
		return new StartupException("%s %s.".formatted(PROPERTY, fault),
				"Name a file with an SVG, PNG, JPEG or WebP of at most 256 KB, or remove the setting.", cause);
	}

	/**
	 * Return what the file contains.
	 * @return a copy
	 */
	public byte[] content() {
		return this.content.clone();
	}

	/**
	 * Return the media type.
	 * @return such as {@code image/png}
	 */
	public String type() {
		return this.type;
	}

}
