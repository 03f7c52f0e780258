package dev.latchkey.admin;

import dev.latchkey.application.OidcAccess;
import dev.latchkey.application.RegisteredApplication;
import dev.latchkey.session.ActingSession;
import dev.latchkey.url.PublicUrl;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * The registered applications: HTML page.
 */
@Controller
@RequestMapping("/admin/applications")
class ApplicationsPage {

	private final ApplicationAdministration applications;

	private final PublicUrl publicUrl;

	ApplicationsPage(ApplicationAdministration applications, PublicUrl publicUrl) {
		this.applications = applications;
		this.publicUrl = publicUrl;
	}

	@GetMapping
	String page(@RequestParam(required = false) @Nullable String done, Model model) {
		model.addAttribute("done", done);
		return show(ApplicationForm.empty(), model);
	}

	/**
	 * Register an application. Its secret, if it has one, is on the page that answers and
	 * nowhere else.
	 */
	@PostMapping
	String register(ActingSession me, ApplicationForm form, HttpServletResponse response, Model model) {
		@Nullable ApplicationFault fault = ApplicationFault.of(() -> {
			RegisteredApplication registered = this.applications.register(me, form.chosenClientId(), form.newDetails());
			model.addAttribute("done", "registered");
			model.addAttribute("one", registered.application());
			model.addAttribute("secret", registered.secret());
		});
		if (fault == null) {
			return show(ApplicationForm.empty(), model);
		}
		fault.show(response, model);
		return show(form, model);
	}

	private String show(ApplicationForm form, Model model) {
		model.addAttribute("form", form);
		model.addAttribute("applications", this.applications.all());
		model.addAttribute("algorithms", OidcAccess.ALGORITHMS);
		model.addAttribute("mayProxy", this.publicUrl.isKnown());
		return "applications";
	}

}
