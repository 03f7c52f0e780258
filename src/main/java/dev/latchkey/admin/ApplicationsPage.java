package dev.latchkey.admin;

import dev.latchkey.application.ApplicationNameTakenException;
import dev.latchkey.application.ClientIdTakenException;
import dev.latchkey.application.HostTakenException;
import dev.latchkey.application.InvalidApplicationException;
import dev.latchkey.application.PublicUrlRequiredException;
import dev.latchkey.application.RegisteredApplication;
import dev.latchkey.application.TooManyApplicationsException;
import dev.latchkey.role.InvalidRoleException;
import dev.latchkey.session.ActingSession;
import dev.latchkey.url.PublicUrl;
import dev.latchkey.web.EndingResponses;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
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
		return show(model);
	}

	/**
	 * Register an application. Its secret, if it has one, is on the page that answers and
	 * nowhere else.
	 */
	@PostMapping
	String register(ActingSession me, ApplicationForm form, HttpServletResponse response, Model model) {
		try {
			RegisteredApplication registered = this.applications.register(me, form.chosenClientId(), form.details());
			model.addAttribute("done", "registered");
			model.addAttribute("registered", registered.application());
			model.addAttribute("secret", registered.secret());
		}
		catch (InvalidApplicationException ex) {
			refuse(HttpStatus.BAD_REQUEST, ex.member(), form, response, model);
		}
		catch (InvalidRoleException ex) {
			refuse(HttpStatus.BAD_REQUEST, "permission", form, response, model);
		}
		catch (ClientIdTakenException ex) {
			refuse(HttpStatus.CONFLICT, "client-id-taken", form, response, model);
		}
		catch (ApplicationNameTakenException ex) {
			refuse(HttpStatus.CONFLICT, "name-taken", form, response, model);
		}
		catch (HostTakenException ex) {
			refuse(HttpStatus.CONFLICT, "host-taken", form, response, model);
		}
		catch (TooManyApplicationsException ex) {
			refuse(HttpStatus.CONFLICT, "too-many", form, response, model);
		}
		catch (PublicUrlRequiredException ex) {
			refuse(HttpStatus.CONFLICT, "public-url-required", form, response, model);
		}
		return show(model);
	}

	@GetMapping("/{clientId}/delete")
	String confirm(@PathVariable String clientId, Model model) {
		model.addAttribute("one", this.applications.get(clientId));
		return "application-delete";
	}

	@PostMapping("/{clientId}/delete")
	ResponseEntity<Void> delete(ActingSession me, @PathVariable String clientId) {
		this.applications.delete(me, clientId);
		return EndingResponses.seeOther("/admin/applications?done=delete");
	}

	private static void refuse(HttpStatus status, String fault, ApplicationForm form, HttpServletResponse response,
			Model model) {
		response.setStatus(status.value());
		model.addAttribute("fault", fault);
		model.addAttribute("form", form);
	}

	private String show(Model model) {
		model.addAttribute("applications", this.applications.all());
		model.addAttribute("mayProxy", this.publicUrl.isKnown());
		return "applications";
	}

}
