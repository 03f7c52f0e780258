package dev.latchkey.login;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

import dev.latchkey.account.username.Username;
import dev.latchkey.factor.LoginTickets;
import dev.latchkey.factor.SecondFactorRequiredException;
import dev.latchkey.mode.CredentialCookies;
import dev.latchkey.password.HashingBusyException;
import dev.latchkey.problem.ProblemWriter;
import dev.latchkey.revocation.EndReason;
import dev.latchkey.session.LoginRefusedException;
import dev.latchkey.session.Transport;
import dev.latchkey.throttle.TooManyAttemptsException;
import dev.latchkey.web.ContinueTarget;
import dev.latchkey.web.FormRedirect;
import dev.latchkey.web.NameHint;
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
import org.springframework.web.util.UriUtils;

/**
 * Login: HTML page.
 */
@Controller
class LoginPage {

	private final Login login;

	private final KnownDevices devices;

	private final CredentialCookies cookies;

	private final PresentSession presentSession;

	private final NameHint hint;

	private final TypedName typed;

	private final ProblemWriter problems;

	LoginPage(Login login, KnownDevices devices, CredentialCookies cookies, PresentSession presentSession,
			NameHint hint, TypedName typed, ProblemWriter problems) {
		this.login = login;
		this.devices = devices;
		this.cookies = cookies;
		this.presentSession = presentSession;
		this.hint = hint;
		this.typed = typed;
		this.problems = problems;
	}

	@GetMapping("/login")
	String page(@RequestParam(name = "continue", required = false) @Nullable String wanted,
			@RequestParam(required = false) @Nullable String reason,
			@RequestParam(required = false) @Nullable String error,
			@RequestParam(required = false) @Nullable String again,
			@RequestParam(required = false) @Nullable String confirm,
			@RequestParam(name = "logout", required = false) @Nullable String signedOut, HttpServletRequest request,
			Model model) {
		model.addAttribute("me", this.presentSession.find(request));
		String target = ContinueTarget.orHome(wanted);
		model.addAttribute("continue", target);
		@Nullable String hinted = this.hint.in(target);
		model.addAttribute("username", (error != null && hinted == null) ? this.typed.in(request) : hinted);
		model.addAttribute("onward", "/continue?to=" + UriUtils.encode(target, StandardCharsets.US_ASCII));
		model.addAttribute("reason", known(reason));
		model.addAttribute("failed", error != null);
		model.addAttribute("again", again != null);
		model.addAttribute("confirm", confirm != null);
		model.addAttribute("signedOut", signedOut != null);
		model.addAttribute("pending", "pending".equals(signedOut));
		return "login";
	}

	@PostMapping(path = "/login", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
	ModelAndView logIn(@RequestParam String username, @RequestParam String password,
			@RequestParam(name = "continue", required = false) @Nullable String wanted,
			@RequestParam(name = "remember-me", required = false) @Nullable String rememberMe,
			@RequestParam(required = false) @Nullable String confirm, HttpServletRequest request,
			HttpServletResponse response) {
		String target = ContinueTarget.orHome(wanted);
		try {
			LoginOutcome outcome = this.login.logIn(Username.of(username), password, Transport.COOKIE,
					rememberMe != null, null, request);
			this.devices.answer(outcome, response);
			return FormRedirect.to(target);
		}
		catch (SecondFactorRequiredException ex) {
			response.addHeader(HttpHeaders.SET_COOKIE,
					this.cookies.create(CredentialCookies.LOGIN, ex.ticket(), LoginTickets.LIFETIME).toString());
			return FormRedirect.to(ContinueTarget.keep(target,
					(confirm != null) ? SecondFactorPage.PATH + "?confirm" : SecondFactorPage.PATH));
		}
		catch (LoginRefusedException ex) {
			this.typed.keep(username, response);
			return FormRedirect
				.to(ContinueTarget.keep(target, (confirm != null) ? "/login?error&confirm" : "/login?error"));
		}
	}

	/**
	 * Show the form again, with the name, where an attempt has to wait.
	 */
	@ExceptionHandler({ TooManyAttemptsException.class, HashingBusyException.class })
	void askToWait(HttpServletRequest request, HttpServletResponse response, Exception refusal) throws IOException {
		Map<String, @Nullable Object> page = new HashMap<>();
		page.put("continue", ContinueTarget.orHome(request.getParameter("continue")));
		page.put("username", request.getParameter("username"));
		page.put("confirm", request.getParameter("confirm") != null);
		page.put("remembered", request.getParameter("remember-me") != null);
		this.problems.write(request, response, refusal, "login", page);
	}

	/**
	 * Return the code of a known reason: the text of a link is not put on the page.
	 */
	private static @Nullable String known(@Nullable String reason) {
		try {
			return (reason != null) ? EndReason.valueOf(reason.toUpperCase(Locale.ROOT)).code() : null;
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

}
