package dev.latchkey.recovery;

import dev.latchkey.account.EmailAddress;
import dev.latchkey.account.EmailTakenException;
import dev.latchkey.account.InvalidEmailException;
import dev.latchkey.account.KnownProfiles;
import dev.latchkey.mail.InvalidLinkException;
import dev.latchkey.mail.LetterOutbox;
import dev.latchkey.mail.LinkPurpose;
import dev.latchkey.session.ActingSession;
import dev.latchkey.session.Session;
import dev.latchkey.web.FormRedirect;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/**
 * Your own address: HTML pages.
 */
@Controller
class EmailPages {

	private static final String EMAIL = "link-email";

	private final OwnEmail email;

	private final LetterOutbox outbox;

	private final KnownProfiles profiles;

	private final RecoverySettings settings;

	EmailPages(OwnEmail email, LetterOutbox outbox, KnownProfiles profiles, RecoverySettings settings) {
		this.email = email;
		this.outbox = outbox;
		this.profiles = profiles;
		this.settings = settings;
	}

	@GetMapping("/email/{token}")
	String email(@PathVariable String token, HttpServletRequest request, HttpServletResponse response, Model model) {
		try {
			model.addAttribute("address", this.email.address(shown(token, request)));
			model.addAttribute("token", token);
			model.addAttribute("state", "form");
			return EMAIL;
		}
		catch (InvalidLinkException ex) {
			return emailRefused("invalid", HttpStatus.BAD_REQUEST, response, model);
		}
	}

	@GetMapping("/email")
	String emailConfirmed(Model model) {
		model.addAttribute("state", "done");
		return EMAIL;
	}

	@PostMapping("/email")
	ModelAndView confirmEmail(@RequestParam String token, HttpServletRequest request, HttpServletResponse response,
			Model model) {
		try {
			this.email.confirm(shown(token, request));
			return FormRedirect.toPage("/email");
		}
		catch (InvalidLinkException ex) {
			return new ModelAndView(emailRefused("invalid", HttpStatus.BAD_REQUEST, response, model));
		}
		catch (EmailTakenException ex) {
			return new ModelAndView(emailRefused("taken", HttpStatus.CONFLICT, response, model));
		}
	}

	private static ShownLink shown(String token, HttpServletRequest request) {
		return new ShownLink(token, LinkPurpose.EMAIL, request.getRemoteAddr());
	}

	private static String emailRefused(String state, HttpStatus status, HttpServletResponse response, Model model) {
		response.setStatus(status.value());
		model.addAttribute("state", state);
		return EMAIL;
	}

	@GetMapping("/profile")
	String profile(@AuthenticationPrincipal Session me, @RequestParam(required = false) @Nullable String sent,
			@RequestParam(required = false) @Nullable String done,
			@RequestParam(required = false) @Nullable String error, Model model) {
		model.addAttribute("profile", this.profiles.profileOf(me.accountId()));
		model.addAttribute("open", this.outbox.isOpen());
		model.addAttribute("support", this.settings.support());
		model.addAttribute("sent", sent != null);
		model.addAttribute("saved", done != null);
		model.addAttribute("error", error != null);
		return "profile";
	}

	@PostMapping("/profile")
	ModelAndView changeEmail(ActingSession me, @RequestParam("email") String typed) {
		try {
			this.email.ask(me, EmailAddress.of(typed));
			return FormRedirect.toPage("/profile?sent");
		}
		catch (InvalidEmailException ex) {
			return FormRedirect.toPage("/profile?error");
		}
	}

}
