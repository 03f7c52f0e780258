package dev.latchkey.recovery;

import java.util.Locale;

import dev.latchkey.mail.InvalidLinkException;
import dev.latchkey.mail.LetterOutbox;
import dev.latchkey.mail.LinkPurpose;
import dev.latchkey.password.PasswordRejectedException;
import dev.latchkey.session.EndResult;
import dev.latchkey.web.FormRedirect;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/**
 * Choosing a password by a link, after it was forgotten or for the first time: HTML
 * pages. A page does not use its link up, because programs that scan mail open links too;
 * its form does.
 */
@Controller
class RecoveryPages {

	private static final String PASSWORD = "link-password";

	private final ResetRequests requests;

	private final LinkPasswords passwords;

	private final LetterOutbox outbox;

	private final RecoverySettings settings;

	RecoveryPages(ResetRequests requests, LinkPasswords passwords, LetterOutbox outbox, RecoverySettings settings) {
		this.requests = requests;
		this.passwords = passwords;
		this.outbox = outbox;
		this.settings = settings;
	}

	@GetMapping("/forgot")
	String forgot(@RequestParam(required = false) @Nullable String sent, Model model) {
		model.addAttribute("sent", sent != null);
		model.addAttribute("open", this.outbox.isOpen());
		model.addAttribute("support", this.settings.support());
		return "forgot";
	}

	@PostMapping("/forgot")
	ModelAndView requestReset(@RequestParam("username_or_email") String typed, HttpServletRequest request) {
		this.requests.take(typed, request.getRemoteAddr());
		return FormRedirect.toPage("/forgot?sent");
	}

	@GetMapping("/reset/{token}")
	String reset(@PathVariable String token, HttpServletRequest request, HttpServletResponse response, Model model) {
		return passwordPage(shown(token, LinkPurpose.RESET, request), null, response, model);
	}

	@GetMapping("/invitation/{token}")
	String invitation(@PathVariable String token, HttpServletRequest request, HttpServletResponse response,
			Model model) {
		return passwordPage(shown(token, LinkPurpose.INVITATION, request), null, response, model);
	}

	@GetMapping({ "/reset", "/invitation" })
	String passwordSet(Model model) {
		model.addAttribute("state", "done");
		return PASSWORD;
	}

	@PostMapping("/reset")
	ModelAndView setPassword(@RequestParam String token, @RequestParam("new_password") String password,
			HttpServletRequest request, HttpServletResponse response, Model model) {
		return setPassword(shown(token, LinkPurpose.RESET, request), password, response, model);
	}

	@PostMapping("/invitation")
	ModelAndView setFirstPassword(@RequestParam String token, @RequestParam("new_password") String password,
			HttpServletRequest request, HttpServletResponse response, Model model) {
		return setPassword(shown(token, LinkPurpose.INVITATION, request), password, response, model);
	}

	private ModelAndView setPassword(ShownLink link, String password, HttpServletResponse response, Model model) {
		try {
			EndResult ending = this.passwords.set(link, password);
			return FormRedirect.toPage(ending.nodes().complete(), "/" + name(link.purpose()));
		}
		catch (PasswordRejectedException ex) {
			return new ModelAndView(passwordPage(link, ex.rule().toLowerCase(Locale.ROOT), response, model));
		}
		catch (InvalidLinkException ex) {
			return new ModelAndView(refused(link.purpose(), response, model));
		}
	}

	private String passwordPage(ShownLink link, @Nullable String error, HttpServletResponse response, Model model) {
		try {
			model.addAttribute("username", this.passwords.owner(link).username());
		}
		catch (InvalidLinkException ex) {
			return refused(link.purpose(), response, model);
		}
		model.addAttribute("purpose", name(link.purpose()));
		model.addAttribute("token", link.token());
		model.addAttribute("error", error);
		model.addAttribute("state", "form");
		return PASSWORD;
	}

	private static String refused(LinkPurpose purpose, HttpServletResponse response, Model model) {
		response.setStatus(HttpStatus.BAD_REQUEST.value());
		model.addAttribute("purpose", name(purpose));
		model.addAttribute("state", "invalid");
		model.addAttribute("again", purpose == LinkPurpose.RESET);
		return PASSWORD;
	}

	private static ShownLink shown(String token, LinkPurpose purpose, HttpServletRequest request) {
		return new ShownLink(token, purpose, request.getRemoteAddr());
	}

	private static String name(LinkPurpose purpose) {
		return (purpose == LinkPurpose.RESET) ? "reset" : "invitation";
	}

}
