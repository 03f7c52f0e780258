package dev.latchkey.login;

import java.util.Locale;

import dev.latchkey.account.Username;
import dev.latchkey.revocation.EndReason;
import dev.latchkey.session.LoginRefusedException;
import dev.latchkey.session.Transport;
import dev.latchkey.web.EndingResponses;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Login and logout: HTML pages.
 */
@Controller
class LoginPage {

	private final Login login;

	private final Logout logout;

	private final KnownDevices devices;

	LoginPage(Login login, Logout logout, KnownDevices devices) {
		this.login = login;
		this.logout = logout;
		this.devices = devices;
	}

	@GetMapping("/login")
	String page(@RequestParam(name = "continue", required = false) @Nullable String wanted,
			@RequestParam(required = false) @Nullable String reason,
			@RequestParam(required = false) @Nullable String error,
			@RequestParam(name = "logout", required = false) @Nullable String signedOut, Model model) {
		model.addAttribute("continue", ContinueTarget.orHome(wanted));
		model.addAttribute("reason", known(reason));
		model.addAttribute("failed", error != null);
		model.addAttribute("signedOut", signedOut != null);
		model.addAttribute("pending", "pending".equals(signedOut));
		return "login";
	}

	@PostMapping(path = "/login", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
	ResponseEntity<Void> logIn(@RequestParam String username, @RequestParam String password,
			@RequestParam(name = "continue", required = false) @Nullable String wanted,
			@RequestParam(name = "remember-me", required = false) @Nullable String rememberMe,
			HttpServletRequest request, HttpServletResponse response) {
		String target = ContinueTarget.orHome(wanted);
		try {
			LoginOutcome outcome = this.login.logIn(Username.of(username), password, Transport.COOKIE,
					rememberMe != null, null, request);
			this.devices.answer(outcome, response);
			return EndingResponses.seeOtherOfHost(target);
		}
		catch (LoginRefusedException ex) {
			UriComponentsBuilder again = UriComponentsBuilder.fromPath("/login").queryParam("error");
			return EndingResponses.seeOther(target.equals(ContinueTarget.home()) ? again.toUriString()
					: again.queryParam("continue", "{target}").encode().buildAndExpand(target).toUriString());
		}
	}

	@PostMapping("/logout")
	ResponseEntity<Void> logOut(HttpServletRequest request, HttpServletResponse response) {
		return EndingResponses.seeOther(this.logout.logOut(null, request, response), "/login?logout",
				"/login?logout=pending");
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
