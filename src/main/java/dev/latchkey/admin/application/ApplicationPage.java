package dev.latchkey.admin.application;

import java.util.concurrent.atomic.AtomicBoolean;

import dev.latchkey.application.Application;
import dev.latchkey.application.OidcAccess;
import dev.latchkey.application.RegisteredApplication;
import dev.latchkey.session.ActingSession;
import dev.latchkey.session.ToldApplications;
import dev.latchkey.url.PublicUrl;
import dev.latchkey.web.EndingResponses;
import dev.latchkey.web.FormRedirect;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/**
 * One registered application, which can be changed there: HTML page.
 */
@Controller
@RequestMapping("/admin/applications/{clientId}")
class ApplicationPage {

	private static final String PAGE = "application";

	private final ApplicationAdministration applications;

	private final PublicUrl publicUrl;

	ApplicationPage(ApplicationAdministration applications, PublicUrl publicUrl) {
		this.applications = applications;
		this.publicUrl = publicUrl;
	}

	@GetMapping
	String page(@PathVariable String clientId, @RequestParam(required = false) @Nullable String done,
			@RequestParam(defaultValue = "false") boolean secretless, Model model) {
		Application application = this.applications.get(clientId);
		model.addAttribute("done", done);
		model.addAttribute("secretless", secretless && application.needsSecret());
		return show(application, ApplicationForm.of(application), model);
	}

	/**
	 * Change it to what the form says.
	 */
	@PostMapping
	ModelAndView change(ActingSession me, @PathVariable String clientId, ApplicationForm form,
			HttpServletResponse response, Model model) {
		Application before = this.applications.get(clientId);
		AtomicBoolean complete = new AtomicBoolean();
		@Nullable ApplicationFault fault = ApplicationFault
			.attempt(() -> complete.set(this.applications.change(me, clientId, form).complete()));
		if (fault == null) {
			boolean lacksSecret = !before.needsSecret() && this.applications.get(clientId).needsSecret();
			return FormRedirect.toPage(complete.get(), "/admin/applications/" + clientId + "?done="
					+ (complete.get() ? "changed" : "pending") + (lacksSecret ? "&secretless=true" : ""));
		}
		fault.show(response, model);
		return new ModelAndView(show(before, fault.isStale() ? ApplicationForm.of(before) : form, model));
	}

	/**
	 * Give it a new secret, which is on the page that answers and nowhere else.
	 */
	@PostMapping("/secret")
	String renewSecret(ActingSession me, @PathVariable String clientId, SecretRequest form, Model model) {
		RegisteredApplication renewed = this.applications.renewSecret(me, clientId, form.overlap());
		model.addAttribute("done", "secret");
		model.addAttribute("secret", renewed.secret());
		model.addAttribute("keptOld", !form.overlap().isZero());
		return show(renewed.application(), ApplicationForm.of(renewed.application()), model);
	}

	@GetMapping("/delete")
	String confirm(@PathVariable String clientId, Model model) {
		model.addAttribute("one", this.applications.get(clientId));
		return "application-delete";
	}

	@PostMapping("/delete")
	ResponseEntity<Void> delete(ActingSession me, @PathVariable String clientId) {
		String list = "/admin/applications?gone=" + this.applications.get(clientId).clientId() + "&done=";
		return EndingResponses.seeOther(this.applications.delete(me, clientId), ToldApplications.NONE, list + "delete",
				list + "pending");
	}

	private String show(Application application, ApplicationForm form, Model model) {
		model.addAttribute("one", application);
		model.addAttribute("form", form);
		model.addAttribute("algorithms", OidcAccess.ALGORITHMS);
		model.addAttribute("mayProxy", this.publicUrl.isKnown());
		return PAGE;
	}

}
