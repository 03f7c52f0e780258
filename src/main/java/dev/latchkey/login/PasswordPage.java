package dev.latchkey.login;

import java.io.IOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

import dev.latchkey.mode.Credential;
import dev.latchkey.mode.SessionAuthentication;
import dev.latchkey.password.CurrentPasswordWrongException;
import dev.latchkey.password.HashingBusyException;
import dev.latchkey.password.PasswordRejectedException;
import dev.latchkey.problem.ProblemWriter;
import dev.latchkey.session.ReplaceResult;
import dev.latchkey.session.Session;
import dev.latchkey.throttle.TooManyAttemptsException;
import dev.latchkey.web.ContinueTarget;
import dev.latchkey.web.EndingResponses;
import dev.latchkey.web.FormRedirect;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/**
 * Changing your own password: HTML page.
 */
@Controller
class PasswordPage {

	private final PasswordChange passwordChange;

	private final KnownDevices devices;

	private final ProblemWriter problems;

	PasswordPage(PasswordChange passwordChange, KnownDevices devices, ProblemWriter problems) {
		this.passwordChange = passwordChange;
		this.devices = devices;
		this.problems = problems;
	}

	@GetMapping("/password")
	String page(@RequestParam(required = false) @Nullable String error,
			@RequestParam(name = "continue", required = false) @Nullable String wanted, Model model) {
		model.addAttribute("error", error);
		model.addAttribute("continue", ContinueTarget.orHome(wanted));
		return "password";
	}

	@PostMapping("/password")
	ModelAndView change(@AuthenticationPrincipal Session me, @RequestParam("current_password") String current,
			@RequestParam("new_password") String replacement,
			@RequestParam(name = "keep_others", required = false) @Nullable String keepOthers,
			@RequestParam(name = "continue", required = false) @Nullable String wanted, HttpServletRequest request,
			HttpServletResponse response) {
		String target = ContinueTarget.orHome(wanted);
		try {
			ReplaceResult<LoginOutcome> replaced = this.passwordChange.change(me, Credential.Source.COOKIE, current,
					replacement, keepOthers != null, request);
			this.devices.answer(replaced.issued(), response);
			return FormRedirect.to(replaced.ending().nodes().complete(), target.equals(ContinueTarget.home())
					? EndingResponses.telling(target + "?password-changed", replaced.ending().applications()) : target);
		}
		catch (CurrentPasswordWrongException ex) {
			return again(target, "current_wrong");
		}
		catch (PasswordRejectedException ex) {
			return again(target, ex.rule().toLowerCase(Locale.ROOT));
		}
	}

	/**
	 * Show the form again where a change has to wait.
	 */
	@ExceptionHandler({ TooManyAttemptsException.class, HashingBusyException.class })
	void askToWait(HttpServletRequest request, HttpServletResponse response, Exception refusal) throws IOException {
		Map<String, @Nullable Object> page = new HashMap<>();
		page.put("me", SessionAuthentication.current());
		page.put("continue", ContinueTarget.orHome(request.getParameter("continue")));
		page.put("kept", request.getParameter("keep_others") != null);
		this.problems.write(request, response, refusal, "password", page);
	}

	private static ModelAndView again(String target, String error) {
		return FormRedirect.to(ContinueTarget.keep(target, "/password?error=" + error));
	}

}
