package dev.latchkey.web;

import dev.latchkey.session.ActingSession;
import dev.latchkey.text.SupportedLanguages;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * The language of the signed-in user: JSON API.
 */
@RestController
class LanguageApi {

	private final OwnLanguage own;

	LanguageApi(OwnLanguage own) {
		this.own = own;
	}

	@PutMapping(path = "/api/me/language", consumes = MediaType.APPLICATION_JSON_VALUE)
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void change(ActingSession me, @Valid @RequestBody LanguageRequest body) {
		this.own.change(me, body.language());
	}

	/**
	 * What to read and to be written to in.
	 *
	 * @param language its code, or empty for what the browser prefers
	 */
	record LanguageRequest(@NotNull @Pattern(regexp = SupportedLanguages.CODE_OR_EMPTY) String language) {
	}

}
