package dev.latchkey.web;

import dev.latchkey.session.ActingSession;
import dev.latchkey.text.SupportedLanguages;
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
 * Takes the form in the foot of each page, which chooses a language. The choice of a
 * signed-in user is stored in the account, and letters are written in that language too.
 */
@Controller
class LanguagePage {

	private final LanguageChoice choice;

	private final OwnLanguage own;

	LanguagePage(LanguageChoice choice, OwnLanguage own) {
		this.choice = choice;
		this.own = own;
	}

	@PostMapping(path = "/language", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
	ModelAndView choose(@RequestParam String language,
			@RequestParam(name = "continue", required = false) @Nullable String wanted, HttpServletResponse response) {
		return remember(language, wanted, response);
	}

	@PostMapping(path = "/profile/language", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
	ModelAndView chooseOwn(ActingSession me, @RequestParam String language,
			@RequestParam(name = "continue", required = false) @Nullable String wanted, HttpServletResponse response) {
		require(language);
		this.own.change(me, language);
		return remember(language, wanted, response);
	}

	/**
	 * Let the browser remember it too, so that it holds after a sign-out.
	 */
	private ModelAndView remember(String language, @Nullable String wanted, HttpServletResponse response) {
		require(language);
		response.addHeader(HttpHeaders.SET_COOKIE, this.choice.remember(language).toString());
		return FormRedirect.to(ContinueTarget.orHome(wanted));
	}

	/**
	 * Refuse what is neither a language nor empty, which leaves the choice to the
	 * browser.
	 */
	private static void require(String language) {
		if (!SupportedLanguages.isCodeOrEmpty(language)) {
			throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
		}
	}

}
