package dev.latchkey.oidc.device;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

import dev.latchkey.mode.SessionAuthentication;
import dev.latchkey.oauth.device.DeviceAuthorizations;
import dev.latchkey.oauth.device.UnknownUserCodeException;
import dev.latchkey.problem.ProblemWriter;
import dev.latchkey.session.ActingSession;
import dev.latchkey.session.Session;
import dev.latchkey.throttle.TooManyAttemptsException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Where a person types the code that a device without a browser shows, sees what it asks
 * for, and allows it or not (RFC 8628, 3.3). A link that has the code in it only fills in
 * the form: a stranger may have sent it (5.4).
 */
@Controller
@RequestMapping("/activate")
class ActivatePage {

	private static final String VIEW = "activate";

	// a user code and what people put between its letters; what is longer is not shown
	private static final int LONGEST_SHOWN = 64;

	private final WaitingDevices devices;

	private final UserCodeGuard guard;

	private final ProblemWriter problems;

	ActivatePage(WaitingDevices devices, UserCodeGuard guard, ProblemWriter problems) {
		this.devices = devices;
		this.guard = guard;
		this.problems = problems;
	}

	@GetMapping
	String page(@RequestParam(name = "user_code", required = false) @Nullable String userCode, Model model) {
		model.addAttribute("code", shown(userCode));
		return VIEW;
	}

	/**
	 * Show what waits with a code.
	 */
	@PostMapping
	String look(@AuthenticationPrincipal Session me, @RequestParam("user_code") String userCode,
			HttpServletRequest request, HttpServletResponse response, Model model) {
		return use(me, userCode, request, response, model, () -> {
			WaitingDevice device = this.devices.get(userCode);
			boolean permitted = device.application().mayBeUsedBy(me.permissions());
			response.setStatus(permitted ? HttpStatus.OK.value() : HttpStatus.FORBIDDEN.value());
			model.addAttribute("code", DeviceAuthorizations.shown(userCode));
			return show(device, permitted ? "ask" : "forbidden", model);
		});
	}

	@PostMapping("/allow")
	String allow(ActingSession me, @RequestParam("user_code") String userCode, HttpServletRequest request,
			HttpServletResponse response, Model model) {
		return use(me.session(), userCode, request, response, model,
				() -> show(this.devices.approve(me, userCode), "allowed", model));
	}

	@PostMapping("/deny")
	String deny(ActingSession me, @RequestParam("user_code") String userCode, HttpServletRequest request,
			HttpServletResponse response, Model model) {
		return use(me.session(), userCode, request, response, model,
				() -> show(this.devices.deny(me, userCode), "denied", model));
	}

	/**
	 * Show the form again to a person who has to wait.
	 */
	@ExceptionHandler
	void askToWait(HttpServletRequest request, HttpServletResponse response, TooManyAttemptsException refusal)
			throws IOException {
		Map<String, @Nullable Object> page = new HashMap<>();
		page.put("me", SessionAuthentication.current());
		page.put("code", shown(request.getParameter("user_code")));
		this.problems.write(request, response, refusal, VIEW, page);
	}

	private String use(Session me, String userCode, HttpServletRequest request, HttpServletResponse response,
			Model model, Supplier<String> use) {
		model.addAttribute("code", shown(userCode));
		try {
			return this.guard.use(me, request.getRemoteAddr(), use);
		}
		catch (UnknownUserCodeException ex) {
			response.setStatus(HttpStatus.BAD_REQUEST.value());
			model.addAttribute("unknown", true);
			return VIEW;
		}
	}

	private static String show(WaitingDevice device, String step, Model model) {
		model.addAttribute("step", step);
		model.addAttribute("waiting", device);
		return VIEW;
	}

	private static String shown(@Nullable String userCode) {
		return (userCode != null && userCode.length() <= LONGEST_SHOWN) ? userCode : "";
	}

}
