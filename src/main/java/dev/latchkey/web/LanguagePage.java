package dev.latchkey.web;

import java.util.Locale;

import dev.latchkey.text.Languages;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

/**
 * Takes the form in the foot of each page, which chooses a language.
 */
@Controller
class LanguagePage {

	private final LanguageChoice choice;

	LanguagePage(LanguageChoice choice) {
		this.choice = choice;
	}

	@PostMapping(path = "/language", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
	ModelAndView choose(@RequestParam String language,
			@RequestParam(name = "continue", required = false) @Nullable String wanted, HttpServletResponse response) {
		@Nullable Locale chosen = Languages.find(language);
		if (chosen == null) {
			throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
		}
		response.addHeader(HttpHeaders.SET_COOKIE, this.choice.remember(chosen).toString());
		return FormRedirect.to(ContinueTarget.orHome(wanted));
	}

}
