package dev.latchkey.web;

import java.nio.charset.StandardCharsets;
import java.time.Duration;

import dev.latchkey.brand.AccentColours;
import dev.latchkey.brand.Brand;
import dev.latchkey.brand.BrandLogo;
import org.jspecify.annotations.Nullable;

import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.server.ResponseStatusException;

/**
 * What pages show of the installation: its logo, and a stylesheet with its colour. Both
 * are on each host, as the other files of pages are.
 */
@Controller
class BrandAssets {

	private static final CacheControl CACHED = CacheControl.maxAge(Duration.ofHours(1)).cachePublic();

	/** An SVG that is opened by itself runs no script, and loads nothing. */
	private static final String ALONE = "default-src 'none'; style-src 'unsafe-inline'; sandbox";

	private final Brand brand;

	BrandAssets(Brand brand) {
		this.brand = brand;
	}

	@GetMapping({ "/assets/brand.css", "/.latchkey/assets/brand.css" })
	ResponseEntity<byte[]> stylesheet() {
		@Nullable AccentColours accent = this.brand.accent();
		if (accent == null) {
			throw new ResponseStatusException(HttpStatus.NOT_FOUND);
		}
		return ResponseEntity.ok()
			.cacheControl(CACHED)
			.contentType(new MediaType("text", "css", StandardCharsets.UTF_8))
			.body(accent.stylesheet().getBytes(StandardCharsets.UTF_8));
	}

	@GetMapping({ "/assets/brand-logo", "/.latchkey/assets/brand-logo" })
	ResponseEntity<byte[]> logo() {
		@Nullable BrandLogo logo = this.brand.logo();
		if (logo == null) {
			throw new ResponseStatusException(HttpStatus.NOT_FOUND);
		}
		return ResponseEntity.ok()
			.cacheControl(CACHED)
			.contentType(MediaType.parseMediaType(logo.type()))
			.header("Content-Security-Policy", ALONE)
			.body(logo.content());
	}

}
