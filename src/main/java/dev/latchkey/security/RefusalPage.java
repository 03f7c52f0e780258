package dev.latchkey.security;

import org.springframework.http.HttpStatus;
import org.springframework.web.util.HtmlUtils;

/**
 * The page for what the server refuses before the templates can be used. It contains
 * nothing that a client sent, and only what is there on every host.
 */
final class RefusalPage {

	private static final String HTML = """
			<!DOCTYPE html>
			<html lang="en">
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

	private RefusalPage() {
	}

	static String of(HttpStatus status, String stylesheet, String brand) {
		return HTML.formatted(stylesheet, title(status), text(status), status.value(), HtmlUtils.htmlEscape(brand));
	}

	private static String title(HttpStatus status) {
		return switch (status) {
			case REQUEST_HEADER_FIELDS_TOO_LARGE -> "Your browser sent too much";
			case URI_TOO_LONG -> "The address is too long";
			case METHOD_NOT_ALLOWED -> "That does not work here";
			default -> status.is5xxServerError() ? "Something went wrong here" : "The request is not valid";
		};
	}

	private static String text(HttpStatus status) {
		return switch (status) {
			case REQUEST_HEADER_FIELDS_TOO_LARGE ->
				"It keeps more cookies for this site than a request has room for. Delete the cookies of this site, "
						+ "and try again.";
			case URI_TOO_LONG -> "A link to here may have grown on its way. Go back to where you came from.";
			default -> status.is5xxServerError() ? "It is not your fault. Try again in a moment."
					: "The address may be mistyped. Nothing was changed.";
		};
	}

}
