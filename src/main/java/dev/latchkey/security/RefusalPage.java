package dev.latchkey.security;

import java.util.Locale;

import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.web.util.HtmlUtils;

/**
 * The page for what the server refuses before the templates can be used. It contains
 * nothing that a client sent, and only what is there on every host.
 */
final class RefusalPage {

	private static final String UTF_8 = "UTF-8";

	private static final String TEXTS = "problem.refusal.";

	private static final String HTML = """
			<!DOCTYPE html>
			<html lang="%6$s">
			<head>
				<meta charset="utf-8">
				<meta name="viewport" content="width=device-width, initial-scale=1">
				<meta name="color-scheme" content="light dark">
				<title>%2$s · %5$s</title>
				<link rel="stylesheet" href="%1$s">
			</head>
			<body>
			<main id="main" class="narrow">
				<p class="status">%4$s</p>
				<h1>%2$s</h1>
				<p class="lead">%3$s</p>
			</main>
			</body>
			</html>
			""";

	private final MessageSource texts;

	private final String stylesheet;

	private final String brand;

	RefusalPage(MessageSource texts, String stylesheet, String brand) {
		this.texts = texts;
		this.stylesheet = stylesheet;
		this.brand = HtmlUtils.htmlEscape(brand, UTF_8);
	}

	String html(HttpStatus status, Locale language) {
		return HTML.formatted(this.stylesheet, text("title", status, language), text("what", status, language),
				status.value(), this.brand, language.getLanguage());
	}

	private String text(String part, HttpStatus status, Locale language) {
		return HtmlUtils.htmlEscape(this.texts.getMessage(TEXTS + part + "." + kind(status), null, language), UTF_8);
	}

	private static String kind(HttpStatus status) {
		return switch (status) {
			case REQUEST_HEADER_FIELDS_TOO_LARGE -> "head";
			case URI_TOO_LONG -> "address";
			case METHOD_NOT_ALLOWED -> "method";
			default -> status.is5xxServerError() ? "server" : "request";
		};
	}

}
