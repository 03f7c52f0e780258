package dev.latchkey.login;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

import dev.latchkey.factor.InvalidCodeException;
import dev.latchkey.factor.InvalidLoginException;
import dev.latchkey.mode.CredentialCookies;
import dev.latchkey.mode.CredentialResolver;
import dev.latchkey.problem.ProblemWriter;
import dev.latchkey.throttle.TooManyAttemptsException;
import dev.latchkey.web.ContinueTarget;
import dev.latchkey.web.FormRedirect;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/**
 * The second factor of a login: HTML page. The ticket is in a cookie, out of reach of
 * scripts: a redirect leads here, and an address would show it.
 */
@Controller
class SecondFactorPage {

	static final String PATH = "/login/factor";

	private final SecondFactorLogin login;

	private final KnownDevices devices;

	private final CredentialCookies cookies;

	private final CredentialResolver credentialResolver;

	private final ProblemWriter problems;

	SecondFactorPage(SecondFactorLogin login, KnownDevices devices, CredentialCookies cookies,
			CredentialResolver credentialResolver, ProblemWriter problems) {
		this.login = login;
		this.devices = devices;
		this.cookies = cookies;
		this.credentialResolver = credentialResolver;
		this.problems = problems;
	}

	@GetMapping(PATH)
	ModelAndView page(@RequestParam(name = "continue", required = false) @Nullable String wanted,
			@RequestParam(required = false) @Nullable String error,
			@RequestParam(required = false) @Nullable String confirm, HttpServletRequest request, Model model) {
		String target = ContinueTarget.orHome(wanted);
		if (ticketOf(request) == null) {
			return again(target, confirm != null);
		}
		model.addAttribute("continue", target);
		model.addAttribute("failed", error != null);
		model.addAttribute("confirm", confirm != null);
		return new ModelAndView("login-factor");
	}

	@PostMapping(path = PATH, consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
	ModelAndView logIn(@RequestParam String code,
			@RequestParam(name = "continue", required = false) @Nullable String wanted,
			@RequestParam(required = false) @Nullable String confirm, HttpServletRequest request,
			HttpServletResponse response) {
		String target = ContinueTarget.orHome(wanted);
		@Nullable String ticket = ticketOf(request);
		if (ticket == null) {
			return again(target, confirm != null);
		}
		try {
			this.devices.answer(this.login.logIn(ticket, code, request), response);
			forget(response);
			return FormRedirect.to(target);
		}
		catch (InvalidCodeException ex) {
			return FormRedirect
				.to(ContinueTarget.keep(target, (confirm != null) ? PATH + "?error&confirm" : PATH + "?error"));
		}
		catch (InvalidLoginException ex) {
			forget(response);
			return again(target, confirm != null);
		}
	}

	/**
	 * Show the form again where an attempt has to wait.
	 */
	@ExceptionHandler(TooManyAttemptsException.class)
	void askToWait(HttpServletRequest request, HttpServletResponse response, Exception refusal) throws IOException {
		Map<String, @Nullable Object> page = new HashMap<>();
		page.put("continue", ContinueTarget.orHome(request.getParameter("continue")));
		page.put("confirm", request.getParameter("confirm") != null);
		this.problems.write(request, response, refusal, "login-factor", page);
	}

	private @Nullable String ticketOf(HttpServletRequest request) {
		return this.credentialResolver.cookieValues(request, CredentialCookies.LOGIN)
			.stream()
			.filter((value) -> !value.isEmpty())
			.findFirst()
			.orElse(null);
	}

	private void forget(HttpServletResponse response) {
		response.addHeader(HttpHeaders.SET_COOKIE, this.cookies.expired(CredentialCookies.LOGIN).toString());
	}

	private static ModelAndView again(String target, boolean confirm) {
		return FormRedirect.to(ContinueTarget.keep(target, confirm ? "/login?again&confirm" : "/login?again"));
	}

}
