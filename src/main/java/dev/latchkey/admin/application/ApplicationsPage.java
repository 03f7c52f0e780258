package dev.latchkey.admin.application;

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

	private static final int PAGE = 50;

	private final ApplicationAdministration applications;

	private final PublicUrl publicUrl;

	ApplicationsPage(ApplicationAdministration applications, PublicUrl publicUrl) {
		this.applications = applications;
		this.publicUrl = publicUrl;
	}

	/**
	 * Show a page of the list.
	 * @param gone a client id of which the page says that it is deleted, where that is so
	 */
	@GetMapping
	String page(ApplicationSearch search, @RequestParam(defaultValue = "0") int page,
			@RequestParam(required = false) @Nullable String done,
			@RequestParam(required = false) @Nullable String gone, Model model) {
		model.addAttribute("done", done);
		if (gone != null && this.applications.isGone(gone)) {
			model.addAttribute("gone", gone);
		}
		return show(search, Math.max(page, 0), ApplicationForm.empty(), model);
	}

	/**
	 * Register an application. Its secret, if it has one, is on the page that answers and
	 * nowhere else.
	 */
	@PostMapping
	String register(ActingSession me, ApplicationForm form, HttpServletResponse response, Model model) {
		@Nullable ApplicationFault fault = ApplicationFault.attempt(() -> {
			RegisteredApplication registered = this.applications.register(me, form.chosenClientId(), form.newDetails());
			model.addAttribute("done", "registered");
			model.addAttribute("one", registered.application());
			model.addAttribute("secret", registered.secret());
		});
		if (fault == null) {
			return show(ApplicationSearch.ALL, 0, ApplicationForm.empty(), model);
		}
		fault.show(response, model);
		return show(ApplicationSearch.ALL, 0, form, model);
	}

	private String show(ApplicationSearch search, int page, ApplicationForm form, Model model) {
		model.addAttribute("form", form);
		model.addAttribute("search", search);
		model.addAttribute("ways", ApplicationSearch.ways());
		model.addAttribute("found", this.applications.page(search, page, PAGE));
		model.addAttribute("algorithms", OidcAccess.ALGORITHMS);
		model.addAttribute("mayProxy", this.publicUrl.isKnown());
		return "applications";
	}

}
